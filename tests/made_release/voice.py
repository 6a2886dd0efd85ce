"""Phrase books of the houses that may be looked at: how sentences of releases say one fact.

Slots: Item, item, cur, pri, pct, diff, now, then, day, before; and the ways of ``writer.UP``. Topics: what a sentence is about.
"""

from __future__ import annotations

Book = dict[str, tuple[str, ...]]

PLAIN: Book = {
    "item": (
        "{Item} was {cur} in {now}, {arise} of {pct}% from {pri} in {then}.",
        "{Item} {rose} {pct}% to {cur}, compared with {pri} in {then}.",
        "In {now}, {item} came to {cur}, {up} {pct}% from {then}.",
        "{Item} for {now} was {cur}, compared to {pri} for {then}.",
        "{Item} {rose} by {diff}, or {pct}%, to {cur} in {now}.",
    ),
    "two": (
        "{A} and {B} revenues were {a} and {b} in {now}, {upa} {pcta}% and {upb} {pctb}%, respectively, from {then}.",
    ),
    "part": ("{A} accounted for {share}% of {whole} in {now}, compared to {before}% in {then}.",),
    "margin": (
        "The ratio of {item} to {whole} was {share}% in {now}, compared with {before}% in {then}.",
        "{Item} was {share}% of {whole}, against {before}% in {then}.",
    ),
    "loss": ("{Item} {gain_word} was {cur} in {now}, compared with {item} {then_word} of {pri} in {then}.",),
    "flow": (
        "Net cash {used} {activities} was {cur} in {now}, compared with net cash {used_then} {activities} of {pri} in {then}.",
    ),
    "cause": ("The main uses were {cur} for the {use} and a payment of {other} for {other_use}.",),
    "balance": ("As of {day}, {item} was {cur}, {arise} of {diff} from {pri} as of {before}.",),
    "cash": ("{Item} {rose} by {diff} from the end of the last fiscal year to {cur} as of {day}.",),
    "each": ("{Item} per diluted share was {each} in {now}, compared with {each_then} in {then}.",),
    "fold": ("{Item} was {fold} times that of {then}.",),
    "kpi": ("The number of {name} was {cur} as of {day}, {arise} of {pct}% from a year earlier.",),
    "near": (
        "About {cur} of backlog is expected to turn into revenue within twelve months, less than {pct}% of it in Asia.",
    ),
}

TOKYO: Book = {
    "item": (
        "{Item} totaled {cur} in {now} ({up} {pct}% YoY).",
        "{Item} in {now} was {cur}, {arise} of {pct}% year over year from {pri} in {then}.",
        "{Item} {rose} {pct}% year on year to {cur}.",
        "As for {item}, it came in at {cur} ({then}: {pri}), {arise} of {diff}.",
    ),
    "two": ("Sales of {A} and {B} came to {a} ({upa} {pcta}% YoY) and {b} ({upb} {pctb}% YoY), respectively.",),
    "part": ("Of {whole}, {share}% came from {A} ({then}: {before}%).",),
    "margin": ("The {item} margin stood at {share}%, compared to {before}% in {then}.",),
    "loss": ("{Item} {gain_word} amounted to {cur} ({then}: {item} {then_word} of {pri}).",),
    "flow": (
        "Net cash {used} {activities} amounted to {cur}, compared to {pri} {used_then} {activities} in {then}, due to changes in working capital.",
    ),
    "cause": ("This was mainly due to {cur} of {use}, along with {other} of {other_use}.",),
    "balance": ("{Item} at the end of the period under review stood at {cur}, {up} {diff} from {before}.",),
    "cash": ("{Item} as of {day} {rose} by {diff} to {cur}, compared to {pri} as of {before}.",),
    "each": ("Basic earnings per share was {each} ({then}: {each_then}).",),
    "fold": ("{Item} grew {fold}-fold compared with {then}.",),
    "kpi": ("{Name} stood at {cur} as of {day} ({up} {pct}% YoY).",),
    "near": ("Orders of approximately {cur} were received after the period, of which less than {pct}% is for export.",),
}

WIRE: Book = {
    "item": (
        "{Item} of {cur}, {up} {pct}% year-over-year",
        "{Item} {grew} {pct}% to {cur}, from {pri} in {then}",
        "{cur} of {item} in {now}, compared to {pri} in {then}",
        "{Item} of {cur}, {arise} of {diff} or {pct}% from {then}",
    ),
    "two": ("{A} revenue of {a} and {B} revenue of {b}, {upa} {pcta}% and {upb} {pctb}% year-over-year, respectively",),
    "part": ("{A} represented {share}% of {whole} versus {before}% in {then}",),
    "margin": ("{Item} margin of {share}%, compared with {before}% in {then}",),
    "loss": ("{Item} {gain_word} of {cur}, versus {item} {then_word} of {pri} in {then}",),
    "flow": ("Cash {used} {activities} of {cur}, compared to {pri} of cash {used_then} {activities} in {then}",),
    "cause": ("Spent {cur} on {use} and {other} on {other_use}",),
    "balance": ("{Item} of {cur} at {day}, {up} {diff} since {before}",),
    "cash": ("Ended the period with {item} of {cur}, compared with {pri} at {before}",),
    "each": ("Diluted earnings per share of {each}, versus {each_then} in {then}",),
    "fold": ("{Item} reached {fold} times the level of {then}",),
    "kpi": ("{cur} {name} at {day}, {up} {pct}% from a year ago",),
    "near": ("Repurchase authorization of approximately {cur}, less than {pct}% of which was used after the period",),
}

RHINE: Book = {
    "item": (
        "At {cur}, {item} was {pct}% {higher} than in {then} ({pri}).",
        "{Item} {advance} by {pct}% to {cur} ({then}: {pri}).",
        "{Item} amounted to {cur} after {pri} in {then}.",
        "The Group's {item} reached {cur} in {now}; this is {pct}% {higher} than the {pri} of {then}.",
    ),
    "two": (
        "{A} and {B} contributed {a} and {b}, which is {pcta}% {highera} and {pctb}% {higherb} than in {then}, respectively.",
    ),
    "part": ("With {share}% of {whole} ({then}: {before}%), {A} remains an important segment.",),
    "margin": ("This corresponds to a {item} margin of {share}% ({then}: {before}%).",),
    "loss": ("{Item} {gain_word} came to {cur} ({then}: {item} {then_word} of {pri}).",),
    "flow": ("{cur} of net cash was {used} {activities} in {now} ({then}: {pri} {used_then} {activities}).",),
    "cause": ("Cash outflows included {cur} for {use} and {other} for {other_use}.",),
    "balance": ("{Item} of {cur} as at {day} compares with {pri} as at {before}.",),
    "cash": ("{Item} came to {cur} as at {day}, {diff} {higher} than at {before}.",),
    "each": ("Earnings per share amounted to {each} ({then}: {each_then}).",),
    "fold": ("{Item} was {fold} times as high as in {then}.",),
    "kpi": ("The Group had {cur} {name} at {day}, {pct}% {higher} than a year before.",),
    "near": ("Net of cash, commitments of around {cur} remain, less than {pct}% of them long-term.",),
}

BOOKS: dict[str, Book] = {"plain": PLAIN, "tokyo": TOKYO, "wire": WIRE, "rhine": RHINE}
