"""Clean notices of share offerings: launch terms, pricing, and the number of a third-party allotment."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from made_release.book import say, working_day
from made_release.mark import Grid, Made, mark

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def make_notice(kind: str, seed: int) -> Made:
    """Make a clean notice: ``allotment`` or ``pricing``; part, all or none of the shares, odd prices too."""
    random = Random(f"{kind}:{seed}")  # noqa: S311
    board = working_day(date(random.randrange(2014, 2025), random.randrange(2, 10), random.randrange(1, 28)))
    priced = working_day(board + timedelta(days=8))
    paid = working_day(board + timedelta(days=34))
    subscribed = paid - timedelta(days=3 if paid.weekday() == 0 else 1)
    told = subscribed - timedelta(days=3 if subscribed.weekday() == 0 else 1)
    planned = random.randrange(2, 12) * 100_000
    given = planned if random.random() < 0.5 else planned - random.randrange(1, planned // 100) * 100
    price = random.randrange(800, 5200)
    issued = random.randrange(20_000, 90_000) * 1000
    number = given if kind == "allotment" else planned
    amount = number * price
    capital = -(-amount // 2)
    name, short, code = "Kurosaka Systems Inc.", "Kurosaka", "7764"
    first = amount // 3 // 1000 * 1000
    second = amount // 4 // 1000 * 1000
    said = "all" if given == planned else "part"
    extent = mark("extent", said, "part" if said == "all" else "all")
    intro = (
        f"has been notified by the allottee that it will subscribe to {extent} of the new shares"
        if kind == "allotment"
        else "has determined the amount to be paid for the new shares"
    )

    def day(one: date) -> str:
        weekday = one.weekday()
        return f"{mark('weekday', DAYS[weekday], DAYS[(weekday + 3) % 7])}, {say(one)}"

    def each(value: int) -> str:
        return f"JPY{value // 2:,}{'.5' if value % 2 else ''} per share"

    rows = [
        (
            "1. Number of shares to be issued",
            f"{mark('number', f'{number:,}')} shares (number of shares scheduled: {planned:,})",
        ),
        (
            "2. Total amount to be paid",
            f"JPY{mark('product', f'{amount:,}')} (JPY{mark('price', f'{price:,}')} per share)",
        ),
        ("3. Amount of increase in stated capital", f"JPY{mark('half', f'{capital:,}')} ({each(price)})"),
        (
            "4. Amount of increase in additional paid-in capital",
            f"JPY{mark('half', f'{amount - capital:,}')} ({each(price)})",
        ),
        ("5. Subscription date", day(subscribed)),
        ("6. Payment date", day(paid)),
    ]
    dated = told if kind == "allotment" else priced
    title = {
        "allotment": "Notice of Determination of Number of New Shares to be Issued through Third-Party Allotment",
        "pricing": "Notice of Issue Price and Selling Price",
    }[kind]
    blocks = (
        "For Immediate Release",
        title,
        (
            f'Tokyo, {say(dated)} - {mark("company", name)} ("{short}", TSE: {mark("code", code)}) announces that, in connection '
            f"with the issuance of new shares resolved at the meeting of the Board of Directors held on "
            f"{mark('date', say(board), say(board - timedelta(days=9)))}, {short} {intro}."
        ),
        Grid(tuple(rows)),
        f"1. The issuance was resolved at the meeting of the Board of Directors held on {mark('date', say(board), say(board + timedelta(days=5)))}.",
        "2. Change in the total number of issued shares",
        Grid(
            (
                ("Total number of issued shares at present", mark("count", f"{issued:,}")),
                ("Increase in the number of shares", mark("count", f"{number:,}")),
                ("Total number of issued shares after the issuance", mark("count", f"{issued + number:,}")),
            )
        ),
        (
            f"3. Use of proceeds: of the total of JPY{mark('use', f'{amount:,}')}, JPY{mark('use', f'{first:,}')} will "
            f"be used for capital investment, JPY{mark('use', f'{second:,}')} to repay borrowings and "
            f"JPY{mark('use', f'{amount - first - second:,}')} for working capital."
        ),
        "Note: This press release is not an offer of securities for sale. The securities have not been registered under the Securities Act of 1933.",
        f"About {short}: {mark('company', name)} (TSE: {mark('code', code)}) was founded in 1979. Tel: +81-3-0000-{random.randrange(1000, 9999)}",
    )
    return Made(f"notice-{kind}", seed, random.choice(("tab", "pipe")), blocks)
