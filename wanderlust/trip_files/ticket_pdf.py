"""A ticket or a booking as PDF: its text is taken out here, on this computer, and read for bookings."""

from __future__ import annotations

import io
from datetime import date

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import FoundTrip
from wanderlust.trip_files.bookings import bookings_in

MOST_PAGES = 20
MOST_LETTERS = 40_000  # of ten close pages
# A damaged PDF breaks in the reader wherever it is damaged.
_BROKEN = (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, RecursionError, TypeError, ValueError)


def read(data: bytes, today: date) -> FoundTrip:
    """The bookings in the text of a PDF.

    Raises:
        BadInput: It is no PDF, is locked with a password, or holds only pictures of words.
    """
    text = text_of_pdf(data)
    if not text.strip():
        raise BadInput(
            "This PDF holds only a picture, so I find no words in it.", "Drop it as a picture; reading it needs OpenAI."
        )
    return FoundTrip(stops=bookings_in(text, today), ticket=True)


def text_of_pdf(data: bytes) -> str:
    """The words of its first twenty pages, line by line; raises BadInput."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BadInput("This PDF is locked with a password.", "Save a copy without it, then drop that.")
        parts: list[str] = []
        letters = 0
        for page in reader.pages[:MOST_PAGES]:
            parts.append(page.extract_text())
            letters += len(parts[-1])
            if letters > MOST_LETTERS:
                break
    except DependencyError as error:
        raise BadInput("This PDF is locked in a way I cannot open.", "Save a copy without it.") from error
    except (PyPdfError, *_BROKEN) as error:
        raise BadInput("This PDF is damaged, or only a part of it is here.") from error
    return "\n".join(parts)
