"""Small files, as real shops export them."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from orchestrator.commands.init import Started, init_shop
from orchestrator.starter.shop.understanding import Shop

TODAY = datetime(2026, 3, 1).date()


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    """A file; its path."""
    file = folder / name
    file.write_text(text.strip() + "\n", encoding)
    return str(file)


def started(folder: Path, *columns: str, **texts: str) -> Started:
    """What `seg init` makes of CSV files with these texts, by option."""
    given = {option: write(folder, f"{option}.csv", text) for option, text in texts.items()}
    return init_shop(folder / "shop", given, columns, folder, TODAY)


def shop_of(folder: Path, *columns: str, **texts: str) -> Shop:
    """How they are understood."""
    shop = started(folder, *columns, **texts).shop
    assert shop is not None
    return shop


def understood(shop: Shop, table: str) -> dict[str, str]:
    """The columns of a table of staging that were found; a guess has a question mark."""
    (found,) = (each.found for each in shop.tables if each.name == table)
    marks = {"certain": "", "guessed": "?", "specified": "!", "missing": ""}
    return {
        name: match.column.name + marks[match.certainty]
        for name, match in found.items()
        if match.column is not None
    }


def remarks(shop: Shop, table: str) -> list[str]:
    """What is said of a table."""
    (found,) = (each.remarks for each in shop.tables if each.name == table)
    return list(found)


def german_shop(folder: Path) -> tuple[str, str]:
    """Customers and orders of a German shop: semicolons, decimal commas, Latin-1, odd numbers."""
    chance = random.Random(7)
    customers = ["KdNr;E-Mail;Anrede;Geburtsdatum;Land;PLZ;Ort;Kunde seit"]
    for number in range(1, 41):
        born = datetime(1950, 1, 1) + timedelta(days=chance.randrange(20_000))
        place = chance.choice(["Deutschland;01067;Dresden", "Österreich;1010;Wien"])
        title = chance.choice(["Herr", "Frau"])
        customers.append(
            f"{number:05d};K{number}@beispiel.de;{title};{born:%d.%m.%Y};{place};31.01.2023"
        )
    orders = ["Bestellnummer;KdNr;Bestelldatum;Status;Gesamtbetrag;Währung;Versandkosten"]
    for number in range(150):
        at = datetime(2023, 11, 1) + timedelta(minutes=chance.randrange(60 * 24 * 400))
        status = chance.choice(["Abgeschlossen"] * 8 + ["Storniert", "Retourniert"])
        cents = chance.randrange(500, 150_000)
        amount = f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
        customer = 99999 if number == 0 else chance.randrange(1, 41)
        orders.append(
            f"B-{number:05d};{customer:05d};{at:%d.%m.%Y %H:%M};{status};{amount};EUR;4,90"
        )
    return (
        write(folder, "kunden.csv", "\n".join(customers), "latin-1"),
        write(folder, "bestellungen.csv", "\n".join(orders), "latin-1"),
    )


def invoice_lines(folder: Path) -> str:
    """The lines of a wholesaler's invoices, with guests and credit notes."""
    chance = random.Random(8)
    lines = ["InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"]
    for number in range(120):
        at = datetime(2010, 12, 1, 8, 26) + timedelta(minutes=chance.randrange(60 * 24 * 370))
        is_credit = number % 20 == 7
        customer = "" if number % 6 == 5 else str(12346 + chance.randrange(40))
        country = chance.choice(["United Kingdom", "United Kingdom", "EIRE", "Channel Islands"])
        for _ in range(chance.randrange(1, 5)):
            pieces = chance.randrange(1, 24) * (-1 if is_credit else 1)
            lines.append(
                f"{'C' * is_credit}{536365 + number},{20_000 + chance.randrange(9)},HEART £ LIGHT,"
                f"{pieces},{at.month}/{at.day}/{at:%Y} {at.hour}:{at:%M},"
                f"{chance.randrange(50, 900) / 100},{customer},{country}"
            )
    return write(folder, "online_retail.csv", "\n".join(lines), "latin-1")
