"""Every state of the projector at every size: words stand whole, apart, large, and inside."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath

from console.viewmodels.live_projector import Screen
from console.viewmodels.projector_themes import ThemeBar
from console.views.fonts import inter_family
from console.views.projector.projector_canvas import ProjectorCanvas
from console.views.theme import Theme
from console.words import Words

SIZES = [(640, 360), (1024, 768), (1366, 768), (1920, 1080), (3840, 2160), (640, 1400), (3440, 720)]
HEAD = {"title": "Digitaler Bürger*innendialog", "city": "Stadt Dortmund", "clock": "19:42 Uhr"}
QUESTION = "Was hat sich entwickelt? Was muss bleiben? Was fehlt?"
COUNTED = {"length_s": 1320, "warning_s": 300, "last_s": 60}


def states(language: str) -> dict[str, Screen]:
    """Return each state of ux.md 7.5 with the words of the built-in evening."""
    words = Words(language)
    back = words("projector.back_at", time="19:51 Uhr")
    after = words("projector.next", item="Vorstellung der Vorschläge")
    asked = {**HEAD, "kicker": "Kleingruppen 2", "headline": QUESTION, "right": after}
    lines = (
        words("projector.starting_name"),
        words("projector.starting_not_recorded"),
        words("projector.starting_hotline", hotline="0231 50-12345"),
    )
    titles = ("Treffpunkte", "Trinkbrunnen auf dem Platz", "Hilfe beim Antrag", "Licht am Fußweg")
    bars = tuple(
        ThemeBar(title, words("projector.points", n=20 - 4 * at), 1 - at / 5)
        for at, title in enumerate(titles)
    )
    last = words("projector.last_minute")
    return {
        "waiting": Screen(
            state="starting",
            kicker="Unterstützungsangebote im Quartier",
            headline=words("projector.starting_at", time="18:00 Uhr"),
            lines=lines,
            **HEAD,
        ),
        "plenary": Screen(state="item", **asked),
        "groups": Screen(
            state="item", countdown="21:48", elapsed_s=12, left=back, **asked, **COUNTED
        ),
        "hour": Screen(
            state="item", countdown="1:04:10", elapsed_s=1, left=back, **asked, **COUNTED
        ),
        "five": Screen(
            state="item",
            countdown="04:59",
            tone="warn5",
            elapsed_s=1021,
            left=back,
            **asked,
            **COUNTED,
        ),
        "last": Screen(
            state="item",
            countdown="00:42",
            tone="warn1",
            card=last,
            elapsed_s=1280,
            left=back,
            **asked,
            **COUNTED,
        ),
        "time_up": Screen(
            state="time_up",
            kicker="Kleingruppen 2",
            headline=words("projector.time_up"),
            right=after,
            **HEAD,
        ),
        "break": Screen(
            state="break",
            headline=words("projector.break", time="19:24 Uhr"),
            countdown="08:12",
            elapsed_s=40,
            length_s=480,
            left=after,
            **HEAD,
        ),
        "reports": Screen(
            state="item",
            kicker="Berichte aus den Gruppen",
            headline=words("reports.title", group="Gruppe 3"),
            lines=(words("reports.then", group="Gruppe 4"),),
            right=after,
            **HEAD,
        ),
        "paused": Screen(
            state="paused", kicker="Kleingruppen 2", headline=words("projector.paused"), **HEAD
        ),
        "message": Screen(state="message", headline=("Bitte Mikrofone aus. " * 5)[:90], **HEAD),
        "themes": Screen(state="themes", headline=words("projector.themes"), bars=bars, **HEAD),
        "ended": Screen(
            state="ended",
            headline=words("projector.ended"),
            lines=(words("projector.ended_text"),),
            **HEAD,
        ),
    }


class Recorder(QPainter):
    """Paints, and remembers each text with the rectangle of its ink and the size of its font."""

    def __init__(self, image: QImage) -> None:
        super().__init__(image)
        self.texts: list[tuple[str, QRectF, float]] = []

    def drawText(self, point: QPointF, text: str) -> None:  # type: ignore[override]
        font = self.font()
        if text and font.family() == inter_family():
            outlines = QPainterPath()
            outlines.addText(point, font, text)
            self.texts.append((text, outlines.boundingRect(), font.pixelSize()))
        super().drawText(point, text)


def painted(screen: Screen | None, size: tuple[int, int], scheme: str = "dark") -> Recorder:
    image = QImage(*size, QImage.Format.Format_RGB32)
    recorder = Recorder(image)
    canvas = ProjectorCanvas(recorder, Theme(scheme), QRectF(0, 0, *size))
    if screen is None:
        canvas.dimmed("Stadt Dortmund")
    else:
        canvas.screen(screen)
    recorder.end()
    return recorder


def assert_readable(recorder: Recorder, size: tuple[int, int]) -> None:
    width, height = size
    unit = min(height / 1080, width / 1440)
    safe = QRectF(0, 0, width, height).adjusted(
        width * 0.05 - 1, height * 0.05 - 1, 1 - width * 0.05, 1 - height * 0.05
    )
    for text, ink, px in recorder.texts:
        assert safe.contains(ink), (text, ink, safe)
        assert px >= 28 * unit - 0.5, (text, px)
    for (one, ink, _), (other, ink_of_other, _) in combinations(recorder.texts, 2):
        assert not ink.intersects(ink_of_other), (one, other)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_each_state_stands_whole_and_apart_inside_the_margin(qapp, size, scheme, language):
    for name, screen in states(language).items():
        recorder = painted(screen, size, scheme)
        assert_readable(recorder, size)
        read = " ".join(text for text, _, _ in recorder.texts)
        assert "…" not in read, (name, read)
        whole = " ".join(read.split())
        for text in screen.texts:
            assert " ".join(text.split()) in whole or text == screen.city, (name, text)
    assert_readable(painted(None, size), size)


LONG = "Wie können gute Unterstützungsangebote im Quartier dauerhaft etabliert werden, und wer "
HARD = {
    "question": Screen(
        state="item",
        kicker="Kleingruppen 2: " + LONG,
        headline=LONG * 4,
        countdown="00:59",
        card="Noch eine Minute. Bitte kommen Sie zum Schluss.",
        left="Zurück im Plenum um 19:51 Uhr",
        right="Danach: " + LONG,
        length_s=1200,
        title=LONG,
        city="Landeshauptstadt",
        clock="19:42 Uhr",
    ),
    "word": Screen(state="message", headline="Donaudampfschifffahrtsgesellschaften" * 2, **HEAD),
    "shouted": Screen(state="message", headline=("WWWWWWWWW " * 9)[:90], **HEAD),
    "waiting": Screen(state="starting", headline=LONG, lines=(LONG, LONG * 2, LONG), **HEAD),
    "themes": Screen(
        state="themes",
        headline="Themen nach Punkten",
        bars=tuple(ThemeBar(f"{at} {LONG}", "120 Punkte", 0.5) for at in range(10)),
        **HEAD,
    ),
}


@pytest.mark.parametrize("name", list(HARD))
@pytest.mark.parametrize("size", SIZES, ids=lambda size: "x".join(map(str, size)))
def test_words_of_any_length_stay_apart_large_and_inside(qapp, size, name):
    recorder = painted(HARD[name], size)
    assert recorder.texts
    assert_readable(recorder, size)


def headline_px(text: str) -> float:
    screen = Screen(state="item", headline=text, countdown="05:00", **HEAD)
    return max(px for part, _, px in painted(screen, (1920, 1080)).texts if part in text)


def test_a_question_that_fits_is_as_large_as_it_may_be(qapp):
    assert headline_px(QUESTION) == 84


def test_a_longer_question_comes_down_by_steps_and_stays_whole_lines(qapp):
    sizes = [headline_px(QUESTION * count) for count in (1, 2, 3, 5, 8)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) > 3
    assert sizes[-1] >= 28
