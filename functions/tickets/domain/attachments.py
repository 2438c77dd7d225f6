"""Files that people attach: what is taken, under which name, and how a browser is told to save it."""

import unicodedata
from urllib.parse import quote

from onestop.errors import Invalid, TooLarge

LARGEST = 25 * 1024 * 1024  # bytes of a file
MOST = 100  # files of a ticket
# What a desktop would run when somebody opens it. No filter against malice, only against the plainest of it.
REFUSED = frozenset({
    "app", "bat", "chm", "cmd", "com", "cpl", "dll", "exe", "hta", "jar", "js", "jse", "lnk", "msc", "msi", "msp",
    "pif", "ps1", "reg", "scr", "sh", "vb", "vbe", "vbs", "wsf", "wsh",
})  # fmt: skip
# Types that a browser would show as a page of the place where they lie.
SHOWN = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml"})


def named(name: str) -> str:
    """A file's name without its folders and without what cannot be seen; `Invalid` where nothing is left of it."""
    composed = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in composed if unicodedata.category(sign)[0] != "C").strip(" .")
    if not seen:
        raise Invalid("The file has no name.")
    return seen


def must_be_taken(name: str, size: int) -> None:
    """Raise `Invalid` for a file that would be run when it is opened, `TooLarge` above 25 MB."""
    ending = name.rpartition(".")[2].casefold()
    if ending in REFUSED:
        raise Invalid(f"Files that end in .{ending} are not taken: they would be run when somebody opens them.")
    if size > LARGEST:
        raise TooLarge("A file has at most 25 MB.", limit=LARGEST)


def disposition(name: str, content_type: str, *, inline: bool) -> str:
    """The header Content-Disposition (RFC 6266): shown only where it was asked for and the type is harmless."""
    shown = inline and content_type.partition(";")[0].strip().casefold() not in SHOWN
    plain = name.encode("ascii", "replace").decode().replace('"', "'").replace("\\", "_")
    return f"{'inline' if shown else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
