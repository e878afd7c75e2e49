"""The commands of a campaign, as a person or a script calls them: what they print, and with which exit code."""

import json
import socket
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from datmag.cli import speak
from datmag.cli.main import main
from datmag.delivery.models import Delivery, Mailing
from datmag.register.models import Choice
from tests.delivery import shop
from tests.delivery.sink import listening

pytestmark = [pytest.mark.db, pytest.mark.django_db(transaction=True)]

KEYS = [
    "audience",
    "planned",
    "armed",
    "accepted",
    "refused",
    "deferred",
    "unknown",
    "cancelled",
    "withheld",
    "by_reason",
    "by_ground",
]
"""Of `status --json`, as `interfaces.md` fixes them."""


@pytest.fixture
def message(tmp_path: Path) -> str:
    """Open a shop of six, four of whom may get the newsletter, and give its file."""
    shop.open_shop(4, objected=1, strangers=1, now=time.time_ns() // 1000)
    file = tmp_path / "beurt.md"
    file.write_text(shop.NEWSLETTER, encoding="utf-8")
    return str(file)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> "Call":
    """Give a way to call a command."""
    return Call(monkeypatch, capfd)


class Call:
    """Calls `datmag` in this process."""

    def __init__(self, patch: pytest.MonkeyPatch, output: pytest.CaptureFixture[str]) -> None:
        """Remember where the output goes."""
        self._patch = patch
        self._output = output
        self.told = ""

    def __call__(self, *words: str) -> tuple[int, str]:
        """Give the exit code and the standard output; what was said on stderr is in `told`."""
        self._patch.setattr(sys, "argv", ["datmag", *words])
        self._patch.setattr(speak, "_CHOSEN", [])
        with pytest.raises(SystemExit) as ended:
            main()
        out, self.told = self._output.readouterr()
        return int(str(ended.value.code or 0)), out


def test_from_a_message_file_to_a_delivered_campaign(
    message: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """new, preview, approve, send, worker, status."""
    assert call("campaign", "new", "voorjaar", "--message", message)[0] == 0
    code, shown = call("campaign", "preview", "voorjaar", "--lang", "nl")
    assert code == 0
    assert "Ja, volgens uw gegevens: aan 4 van 6" in shown
    assert call("campaign", "approve", "voorjaar")[0] == 0
    assert call("campaign", "send", "voorjaar")[0] == 0
    with listening() as sink:
        _mail_to(sink.port, monkeypatch)
        code, said = call("worker", "--until-idle", "--json")
    counts = json.loads(call("campaign", "status", "voorjaar", "--json")[1])

    assert code == 0
    assert json.loads(said)["outcomes"]["accepted"] == 4
    assert list(counts) == KEYS
    assert (counts["audience"], counts["accepted"], counts["withheld"]) == (6, 4, 2)
    assert len(sink.received) == 4


def test_an_unapproved_campaign_is_refused_with_exit_code_1(message: str, call: Call) -> None:
    """The sentence says what to do."""
    call("campaign", "new", "voorjaar", "--message", message)
    code, _ = call("campaign", "send", "voorjaar", "--lang", "nl")

    assert code == 1
    assert "keur haar eerst goed" in call.told


def test_yes_approves_as_the_caller(message: str, call: Call) -> None:
    """`--yes` needs no earlier approval."""
    call("campaign", "new", "voorjaar", "--message", message)
    code, out = call("campaign", "send", "voorjaar", "--yes", "--json")

    assert code == 0
    assert json.loads(out)["permitted"] == 4
    assert Mailing.objects.get().approved_by


def test_a_mail_server_that_is_down_gives_exit_code_5_and_a_sentence(
    message: str, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: the rows stay ready."""
    call("campaign", "new", "voorjaar", "--message", message)
    call("campaign", "send", "voorjaar", "--yes")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _mail_to(port, monkeypatch)
    code, _ = call("worker", "--until-idle")

    assert code == 5
    assert f"mail server `127.0.0.1:{port}` cannot be reached" in call.told
    assert set(Delivery.objects.exclude(state="withheld").values_list("state", flat=True)) == {"pending"}


def test_pause_and_resume(message: str, call: Call) -> None:
    """Each is refused where it means nothing."""
    call("campaign", "new", "voorjaar", "--message", message)
    call("campaign", "send", "voorjaar", "--yes")
    codes = [call("campaign", word, "voorjaar")[0] for word in ("resume", "pause", "pause", "resume")]

    assert codes == [1, 0, 1, 0]


def test_a_campaign_that_is_not_there_is_named(message: str, call: Call) -> None:
    """With what to do."""
    _ = message
    code, _ = call("campaign", "status", "najaar")

    assert code == 2
    assert "there is no campaign `najaar`" in call.told


@pytest.mark.parametrize("broken", ["", "geen kop", "---\nsubjekt: x\n---\ntekst"])
def test_a_broken_message_file_gives_a_sentence_with_file_and_line(
    message: str, call: Call, tmp_path: Path, broken: str
) -> None:
    """And stores nothing."""
    _ = message
    file = tmp_path / "stuk.md"
    file.write_text(broken, encoding="utf-8")
    code, _ = call("campaign", "new", "x", "--message", str(file))

    assert code == 2
    assert f"`{file}`, line" in call.told
    assert not Mailing.objects.exists()


def test_a_single_message_is_queued_or_refused_with_its_reason(message: str, call: Call) -> None:
    """Exit code 0 and 1; the reason names its provision."""
    good, _ = call("message", "send", message, "--to", shop.address(0))
    bad, _ = call("message", "send", message, "--to", shop.address(4))

    assert (good, bad) == (0, 1)
    assert "GDPR 21" in call.told


def test_the_rendered_message_is_written_byte_by_byte(message: str, call: Call) -> None:
    """Standard output holds the message and nothing else."""
    code, out = call("message", "render", message, "--for", shop.address(0))

    assert code == 0
    assert out.startswith(("From:", "Date:", "Message-ID:", "To:"))
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in out


def test_a_no_by_phone_is_written_down_and_stops_what_is_queued(message: str, call: Call) -> None:
    """Also for an address that is not on record; twice changes nothing."""
    call("campaign", "new", "voorjaar", "--message", message)
    call("campaign", "send", "voorjaar", "--yes")
    first = json.loads(call("optout", "add", shop.address(0), "--json")[1])
    again = json.loads(call("optout", "add", shop.address(0), "--json")[1])
    unknown = json.loads(call("optout", "add", "vreemd@elders.example", "--json")[1])

    assert first == {"address": shop.address(0), "new": True, "cancelled": 1}
    assert (again["new"], unknown["new"]) == (False, True)
    assert Choice.objects.filter(act="objection", route="phone").count() == 2
    assert "vreemd@elders.example" in call("optout", "list")[1]


def test_a_list_of_noes_is_taken_line_by_line(message: str, call: Call, tmp_path: Path) -> None:
    """A bad line is named and stops no other: exit code 5."""
    _ = message
    file = tmp_path / "nee.csv"
    file.write_text("email\nmens0@klant.example\njan@@x\nmens1@klant.example\n", encoding="utf-8")
    code, out = call("optout", "import", str(file), "--json")

    assert code == 5
    assert json.loads(out)["new"] == 2
    assert f"`{file}`, line 3" in call.told


def test_the_first_account_needs_a_strong_password(call: Call, tmp_path: Path) -> None:
    """A weak one is refused, a strong one makes the account, and a second call changes nothing."""
    file = tmp_path / "wachtwoord"
    file.write_text("password1234\n", encoding="utf-8")
    weak, _ = call("init", "--user", "ans", "--password-file", str(file))
    file.write_text("zeven groene fietsen\n", encoding="utf-8")
    strong, _ = call("init", "--user", "ans", "--password-file", str(file))
    again, _ = call("init", "--user", "bob", "--password-file", str(file))

    assert (weak, strong, again) == (2, 0, 0)
    assert list(get_user_model().objects.values_list("username", flat=True)) == ["ans"]


def test_a_busy_port_gives_a_sentence(call: Call) -> None:
    """With what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _ = call("serve", "--port", str(port))

    assert code == 2
    assert f"cannot listen on `127.0.0.1:{port}`" in call.told
    assert "--port" in call.told


def _mail_to(port: int, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(settings, "DATMAG", replace(settings.DATMAG, smtp_host="127.0.0.1", smtp_port=port))


def test_the_rendered_message_in_json_stands_beside_its_decision(message: str, call: Call) -> None:
    """No message where the verdict is no; the exit code is the same."""
    good, permitted = call("message", "render", message, "--for", shop.address(0), "--json")
    bad, denied = call("message", "render", message, "--for", shop.address(4), "--json")
    shown = json.loads(permitted)

    assert (good, bad) == (0, 1)
    assert shown["decision"]["outcome"] == "permit"
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in shown["message"]
    assert (json.loads(denied)["decision"]["outcome"], json.loads(denied)["message"]) == ("deny", None)


def test_steps_of_a_campaign_answer_in_json(message: str, call: Call) -> None:
    """Who approved it, and whether it is paused."""
    call("campaign", "new", "voorjaar", "--message", message)
    approved = json.loads(call("campaign", "approve", "voorjaar", "--json")[1])
    call("campaign", "send", "voorjaar")
    said = [json.loads(call("campaign", word, "voorjaar", "--json")[1]) for word in ("pause", "resume")]

    assert approved == {"name": "voorjaar", "approved_by": Mailing.objects.get().approved_by}
    assert said == [{"name": "voorjaar", "paused": True}, {"name": "voorjaar", "paused": False}]
