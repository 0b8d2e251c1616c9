"""Workbooks of Office Open XML (.xlsx, .xlsm; Excel, WPS, LibreOffice; also strict).

Read by our own streaming pass, not through openpyxl: its read-only mode leaves
out merged ranges, hidden rows and columns and (with stored values) formulas, so
every sheet would be parsed twice; its full mode needs 670 MB for a 10 MB file;
neither reads strict files, nor bounds what a part unpacks to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...model.document import Grid
from ..content import Content
from ..wanted import refused
from .cells import Budget, Sheet
from .markup import is_true, local, walk
from .package import AGAIN, Package, target
from .sheet import SheetReader
from .strings import strings_of
from .styles import codes_of
from .values import Book

MOST_SHEETS = 1_000
_HIDDEN = {"hidden", "veryhidden"}
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it."""

    name: str
    relation: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to: the last word of its type, and the part meant."""

    type: str
    part: str


@dataclass(slots=True)
class Listing:
    """What the workbook part says: its sheets, its calendar, whether it calculates by hand."""

    sheets: list[Listed] = field(default_factory=list)
    from_1904: bool = False
    by_hand: bool = False


def content_of_xlsx(package: Package) -> Content:
    """The sheets of a workbook, one grid each; empty ones are left out with a note.

    Raises `InputError` with the sheet and cell where there is one: damaged,
    beyond the bounds, protected by a password, no sheet that holds anything.
    """
    book_part = _book_part(package)
    relations = relations_of(package, book_part)
    listing = listing_of(package, book_part)
    by_type = {relation.type: relation.part for relation in relations.values()}
    book = Book(
        _optional(package, by_type.get("sharedStrings"), strings_of),
        _optional(package, by_type.get("styles"), codes_of),
        listing.from_1904,
    )
    notes = _notes(package, listing, relations)
    grids: list[Grid] = []
    empty: list[str] = []
    budget = Budget()
    for listed in listing.sheets:
        sheet = Sheet(listed.name, package.where, budget, is_hidden=listed.is_hidden)
        relation = relations.get(listed.relation)
        if relation is None:
            what = f"is damaged: it lists the sheet {listed.name} but does not hold it"
            raise refused(what, package.where, AGAIN)
        if relation.type != "worksheet" or not _fill(package, relation.part, sheet, book):
            notes.append(f"sheet {listed.name} is no table of cells ({relation.type}): left out")
            continue
        notes.extend(sheet.notes())
        if sheet.rows:
            grids.append(sheet.grid())
        else:
            empty.append(listed.name)
    return finished(package.where, grids, empty, notes)


def finished(where: str, grids: list[Grid], empty: list[str], notes: list[str]) -> Content:
    """The content of a workbook; raises `InputError` where no sheet holds anything."""
    if not grids:
        what = "is empty: no sheet shows anything"
        raise refused(". ".join([what, *notes]), where, "Send a workbook with a table in it")
    if empty:
        said = ", ".join(empty[:20]) + (" ..." if len(empty) > 20 else "")
        notes.append(f"empty {'sheet' if len(empty) == 1 else 'sheets'} left out: {said}")
    return Content(tuple(grids), "workbook", tuple(notes))


def _book_part(package: Package) -> str:
    """The workbook part, as the archive's own relationships name it."""
    if package.has("_rels/.rels"):
        for relation in relations_of(package, "").values():
            if relation.type == "officeDocument" and package.has(relation.part):
                if relation.part.lower().endswith(".bin"):
                    what = "is a binary workbook (.xlsb), which is not read"
                    raise refused(what, package.where, "Save it as .xlsx")
                if "word/" in relation.part or "ppt/" in relation.part:
                    raise refused("holds no workbook", package.where, "Mend its suffix")
                return relation.part
    if not package.has(_WORKBOOK):
        raise refused("holds no workbook", package.where, "Mend its suffix, or save it as .xlsx")
    return _WORKBOOK


def relations_of(package: Package, part: str) -> dict[str, Relation]:
    """The relationships of a part by their id; those to other files have an empty part."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels".lstrip("/")
    found: dict[str, Relation] = {}
    if not package.has(listing):
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            is_outside = attributes.get("TargetMode") == "External"
            said = "" if is_outside else target(part, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = Relation(kind, said)

    walk(package, listing, start, _nothing)
    return found


def listing_of(package: Package, part: str) -> Listing:
    """The sheets that a workbook part lists, in the order of their tabs."""
    listing = Listing()
    names: set[str] = set()

    def start(name: str, attributes: dict[str, str]) -> None:
        short = local(name)
        if short == "sheet":
            title = attributes.get("name") or f"Sheet{len(listing.sheets) + 1}"
            if title in names:
                what = f"is damaged: two of its sheets are named {title}"
                raise refused(what, package.where, "Rename one of them")
            names.add(title)
            is_hidden = attributes.get("state", "").lower() in _HIDDEN
            relation = next((attributes[key] for key in attributes if key.endswith(" id")), "")
            listing.sheets.append(Listed(title, relation, is_hidden))
            if len(listing.sheets) > MOST_SHEETS:
                what = f"has over {MOST_SHEETS:,} sheets, more than are read"
                raise refused(what, package.where, "Send it in parts")
        elif short == "workbookPr":
            listing.from_1904 = is_true(attributes.get("date1904"))
        elif short == "calcPr":
            listing.by_hand = attributes.get("calcMode") == "manual"

    walk(package, part, start, _nothing)
    return listing


def _notes(package: Package, listing: Listing, relations: dict[str, Relation]) -> list[str]:
    types = [relation.type for relation in relations.values()]
    notes = []
    if "vbaProject" in types or package.parts("vbaproject.bin"):
        notes.append("macros are left aside, never run")
    links = types.count("externalLink")
    if links:
        notes.append(
            f"links to {links} other {'workbook is' if links == 1 else 'workbooks are'} not "
            "followed; what they last brought is read as stored"
        )
    if listing.by_hand:
        notes.append("calculates only when told to: stored values may be older than the figures")
    return notes


def _optional(
    package: Package, part: str | None, read: Callable[[Package, str], list[str]]
) -> list[str]:
    """What a part holds; nothing where the workbook has no such part."""
    return read(package, part) if part and package.has(part) else []


def _fill(package: Package, part: str, sheet: Sheet, book: Book) -> bool:
    """Read a sheet's part; False where it is no worksheet (a chart, a dialog)."""
    reader = SheetReader(sheet, book)
    walk(package, part, reader.start, reader.end, reader.text)
    sheet.spread()
    return bool(reader.is_worksheet)


def _nothing(name: str) -> None:
    """The end of an element that needs none."""
