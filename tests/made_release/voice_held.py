"""Phrase books of the houses that are held out: written before anything was measured, never looked at while mending."""

from __future__ import annotations

from made_release.voice import BOOKS, Book

CITY: Book = {
    "item": (
        "{Item} for {now} {gain} to {cur}, from {pri} in {then}, {growth} of {pct}%.",
        "{Item} of {cur} ({then}: {pri}), {up} {pct}%.",
        "The Group delivered {item} of {cur}, which compares with {pri} for {then}.",
        "Compared with {then}, {item} {rose} by {pct}% and stood at {cur}.",
    ),
    "two": ("{A} generated {a} and {B} {b}; these are {upa} {pcta}% and {upb} {pctb}% respectively on {then}.",),
    "part": ("Some {share}% of {whole} arose in {A}, against {before}% in {then}.",),
    "margin": ("{Item} as a percentage of {whole} was {share}% ({then}: {before}%).",),
    "loss": ("The {item} {gain_word} for {now} was {cur}, against a {item} {then_word} of {pri} for {then}.",),
    "flow": ("Net cash {used} {activities} totalled {cur} ({then}: {pri} {used_then} {activities}).",),
    "cause": ("The Group paid {cur} for {use}, and {other} in respect of {other_use}.",),
    "balance": ("{Item} stood at {cur} at {day}, having been {pri} at {before}.",),
    "cash": ("At {day} the Group held {item} of {cur}, {arise} of {diff} since {before}.",),
    "each": ("Basic earnings per share were {each}, compared with {each_then} for {then}.",),
    "fold": ("{Item} was {fold} times the figure for {then}.",),
    "kpi": ("At {day} there were {cur} {name}, {up} {pct}% on the previous year.",),
    "near": ("Capital commitments were some {cur}, of which less than {pct}% falls due after five years.",),
}

MUMBAI: Book = {
    "item": (
        "{Item} for {now} stood at {cur} as against {pri} for {then}, {growth} of {pct}%.",
        "{Item} at {cur}, {up} {pct}% Y-o-Y.",
        "The Company reported {item} of {cur} for {now} ({then}: {pri}).",
        "{Item} {grew} by {pct}% to {cur} vis-a-vis {pri} in {then}.",
    ),
    "two": ("Revenue from {A} was {a} and from {B} {b}, {upa} by {pcta}% and {upb} by {pctb}% Y-o-Y respectively.",),
    "part": ("{A} contributed {share}% of {whole} as against {before}% in {then}.",),
    "margin": ("{Item} margin was at {share}% as compared to {before}% in {then}.",),
    "loss": ("{Item} {gain_word} stood at {cur} as against {item} {then_word} of {pri} in {then}.",),
    "flow": (
        "Net cash {used} {activities} stood at {cur} as against net cash {used_then} {activities} of {pri} in {then}.",
    ),
    "cause": ("During the period {cur} was spent on {use} and {other} on {other_use}.",),
    "balance": ("{Item} as on {day} was {cur} as against {pri} as on {before}.",),
    "cash": ("{Item} as on {day} stood at {cur}, {up} by {diff} from {before}.",),
    "each": ("EPS for {now} was {each} as against {each_then} for {then}.",),
    "fold": ("{Item} multiplied {fold} times over {then}.",),
    "kpi": ("{Name} as on {day}: {cur}, {up} {pct}% Y-o-Y.",),
    "near": ("The order book has grown by nearly {cur} since then, less than {pct}% of which is from abroad.",),
}

SEOUL: Book = {
    "item": (
        "{Item} recorded {cur}, {arise} of {pct}% YoY.",
        "{Item} posted {cur} in {now} against {pri} in {then}.",
        "{Item} {advance} {pct}% YoY to {cur} on the back of solid demand.",
        "The company booked {cur} in {item} ({up} {diff} from {then}).",
    ),
    "two": ("{A} recorded {a} in revenue ({upa} {pcta}% YoY), while {B} recorded {b} ({upb} {pctb}% YoY).",),
    "part": ("The share of {A} in {whole} was {share}%, versus {before}% in {then}.",),
    "margin": ("{Item} margin recorded {share}%, versus {before}% in {then}.",),
    "loss": ("{Item} {gain_word} recorded {cur}, versus {item} {then_word} of {pri} in {then}.",),
    "flow": ("Cash flow {used} {activities} recorded {cur}, versus {pri} {used_then} {activities} in {then}.",),
    "cause": ("Spending consisted of {cur} in {use} and {other} in {other_use}, among others.",),
    "balance": ("{Item} recorded {cur} at {day}, {up} {diff} from {before}.",),
    "cash": ("{Item} reached {cur} at {day} from {pri} at {before}.",),
    "each": ("Earnings per share were {each}, versus {each_then} in {then}.",),
    "fold": ("{Item} expanded {fold} times from {then}.",),
    "kpi": ("{Name} recorded {cur} at {day}, {up} {pct}% YoY.",),
    "near": ("Investment of roughly {cur} is planned, less than {pct}% of it overseas.",),
}

STREET: Book = {
    "item": (
        "For {now}, {item} {rose} to {cur} from {pri}, {arise} of {pct}%.",
        "{Item} {rose} {diff}, or {pct}%, to {cur} in {now} from {pri} in {then}.",
        "We generated {cur} in {item}, versus {pri} in {then}.",
        "{Item} totaled {cur}, which was {pct}% {higher} than {then}.",
    ),
    "two": (
        "{A} delivered {a} and {B} delivered {b} of revenue, {highera} by {pcta}% and {higherb} by {pctb}%, respectively.",
    ),
    "part": ("{A} made up {share}% of {whole}, as compared to {before}% in {then}.",),
    "margin": ("{Item}, as a percentage of {whole}, was {share}% in {now} versus {before}% in {then}.",),
    "loss": (
        "The Company recorded {item} {gain_word} of {cur}, as compared to {item} {then_word} of {pri} in {then}.",
    ),
    "flow": (
        "During {now}, {activities} {used_verb} {cur} of cash, compared to {pri} {used_then} {activities} in {then}.",
    ),
    "cause": ("Capital deployed in the period included {cur} of {use} as well as {other} of {other_use}.",),
    "balance": ("The balance of {item} at {day} was {cur}, versus {pri} at {before}.",),
    "cash": ("As of {day}, the Company had {cur} in {item}, compared to {pri} as of {before}.",),
    "each": ("Diluted EPS was {each} versus {each_then} for {then}.",),
    "fold": ("{Item} came in at {fold} times {then}.",),
    "kpi": ("We closed the period with {cur} {name}, {up} {pct}% versus a year ago.",),
    "near": ("Roughly {cur} remains under the credit facility, less than {pct}% of it restricted.",),
}

HELD_BOOKS: dict[str, Book] = {"city": CITY, "mumbai": MUMBAI, "seoul": SEOUL, "street": STREET}
ALL_BOOKS = BOOKS | HELD_BOOKS
