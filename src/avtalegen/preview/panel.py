"""What stands above the agreement: which file it is, how it is with it, and what is wrong.

Takes what was told of an agreement and the catalogue of a language; gives an element of HTML.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from avtalegen.listings import divide_line, make_visible, say_count, say_counts, say_message
from avtalegen.messages import Catalogue, Phrase, Severity, phrase
from avtalegen.problems import Listing, Problem
from avtalegen.quick import dataclass
from avtalegen.writers.web.elements import element, stack

# Ids of the panel's own; none of the agreement's begins so.
_PROBLEMS, _WARNINGS = ".problemer", ".advarsler"


@dataclass(frozen=True, slots=True)
class Panel:
    """What is told of the file; `stale` where the agreement below is not that of the file now."""

    file: str
    listing: Listing
    stale: bool
    catalogue: Catalogue

    def write(self) -> Markup:
        """The bar, which stays in view, and the problems."""
        state = "error" if self._count(Severity.ERROR) else "warning"
        about = {
            "class": "preview",
            "lang": self.catalogue.language,
            "aria-label": self._say(phrase("Preview")),
            "data-state": state if self.listing.problems else "good",
            "data-stale": "" if self.stale else None,
        }
        parts = [self._write_bar(), *self._write_errors(), *self._write_warnings()]
        return element("section", about, "\n", stack(parts), "\n")

    def _write_bar(self) -> Markup:
        counts = say_counts(self.listing, self.catalogue)
        said = self._say(phrase("Not up to date: {found}", found=counts)) if self.stale else counts
        said = said[:1].upper() + said[1:]
        goal = _PROBLEMS if self._count(Severity.ERROR) else _WARNINGS
        link = element("a", {"href": f"#{goal}"}, said) if self.listing.problems else said
        lost = self._say(phrase("The preview has ended. Start it again in the terminal."))
        return element(
            "div", {"class": "bar"},
            element("p", {}, element("b", {}, self._say(phrase("Preview"))), " ",
                    element("span", {"class": "file"}, self.file)),
            "\n", element("p", {"role": "status", "data-lost": lost}, link),
        )  # fmt: skip

    def _write_errors(self) -> Iterator[Markup]:
        if not self._count(Severity.ERROR):
            return
        title = element(
            "h2", {"id": _PROBLEMS}, say_count(self.listing, Severity.ERROR, self.catalogue)
        )
        parts = [title, self._write_list(Severity.ERROR)]
        if self.stale:
            said = self._say(phrase("The agreement below is as it was before these errors."))
            parts.append(element("p", {"class": "stale"}, said))
        about = {"class": "problems error", "aria-labelledby": _PROBLEMS}
        yield element("section", about, element("div", {}, stack(parts)))

    def _write_warnings(self) -> Iterator[Markup]:
        if not self._count(Severity.WARNING):
            return
        title = say_count(self.listing, Severity.WARNING, self.catalogue)
        folded = element(
            "details", {"id": _WARNINGS},
            element("summary", {}, title), self._write_list(Severity.WARNING),
        )  # fmt: skip
        yield element("div", {"class": "problems warning"}, folded)

    def _write_list(self, severity: Severity) -> Markup:
        problems = (each for each in self.listing.problems if each.severity is severity)
        items = (element("li", {}, stack(self._write_problem(each))) for each in problems)
        return element("ol", {}, stack(items))

    def _write_problem(self, problem: Problem) -> Iterator[Markup]:
        """The problem as `check` tells it: place, field, message and code, the line, the mend."""
        place = element("code", {}, make_visible(str(problem.location)))
        field = element("span", {"class": "field"}, make_visible(problem.field))
        yield element("p", {"class": "place"}, place, *([" ", field] if problem.field else []))
        message = make_visible(say_message(problem, self.catalogue))
        code = element("span", {"class": "code"}, f"[{problem.code}]")
        yield element("p", {"class": "message"}, message, " ", code)
        yield from self._write_line(problem)
        if hint := self.catalogue.say(problem.hint):
            yield element("p", {"class": "hint"}, make_visible(hint))

    def _write_line(self, problem: Problem) -> Iterator[Markup]:
        line = self.listing.lines.get(problem.location, "")
        if line.strip():
            before, read, after = divide_line(problem, line)
            number = element("span", {"class": "number"}, str(problem.location.line))
            yield element(
                "pre", {}, number, element("code", {}, before, element("mark", {}, read), after)
            )

    def _count(self, severity: Severity) -> int:
        return self.listing.count(severity)

    def _say(self, words: Phrase) -> str:
        return self.catalogue.say(words)
