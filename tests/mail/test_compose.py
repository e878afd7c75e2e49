"""A composed message: both parts say the same, the footer says why, nothing is loaded from elsewhere."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from datmag.errors import InputError, SettingError
from datmag.mail import visible, wording
from datmag.mail.compose import Footer, Template, compose, digest
from datmag.mail.layout import TITLE
from tests.mail.given import BODY, FOOTER, PUBLIC_URL, message, parsed, parts, rendered, template

EVERYTHING = """\
# Kop & *meer*

Beste {{ name }}, *schuin*, **vet**, ~~weg~~, `code <b>`, [link](https://vondel.example/a?b=1&c=2 "titel")
en <https://vondel.example/kaal> en <info@vondel.example> en [bel](tel:+31201234567).

1. een
2. twee

   tweede alinea

> citaat
> vervolg

```
code {{ organisation }}
```

| a | b |
|--:|:-:|
| 1 | 2 |

![fiets](https://mail.vondel.example/beeld/fiets.png)

<b>geen html</b> <script>alert(1)</script> &amp; <!-- niets -->

---

einde\\
regel
"""


def test_both_parts_are_there_the_plain_one_first() -> None:
    """multipart/alternative: the richest last (RFC 2046)."""
    read = parsed(rendered(template(EVERYTHING)))

    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert [*read.defects, *(defect for part in read.iter_parts() for defect in part.defects)] == []


def test_the_plain_part_is_a_letter_that_people_can_read() -> None:
    """Links keep their addresses, lists and quotes look as typed, no HTML and no Markdown signs are left."""
    text, _ = parts(rendered(template(EVERYTHING), organisation="Bakkerij"))

    assert text.startswith(
        "Kop & meer\n----------\n\n"
        "Beste Piet, schuin, vet, weg, code <b>, link (https://vondel.example/a?b=1&c=2) en "
        "https://vondel.example/kaal en info@vondel.example en bel (+31201234567).\n\n"
        "1. een\n\n2. twee\n\n   tweede alinea\n\n"
        "> citaat vervolg\n\n    code Bakkerij\n\na | b\n1 | 2\n\nfiets\n\n"
        "<b>geen html</b> <script>alert(1)</script> & <!-- niets -->\n\n"
        "----------------------------------------\n\neinde\nregel\n\n"
    )


def test_html_in_the_markdown_is_shown_not_used() -> None:
    """An author cannot bring scripts, styles or hidden text into a message."""
    _, html = parts(rendered(template(EVERYTHING)))

    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<b>" not in html


def test_the_html_part_is_accessible() -> None:
    """It names its language and title, tables of the layout are marked as such, pictures have words."""
    _, html = parts(rendered(template(EVERYTHING, lang="en")))

    assert '<html lang="en"' in html
    assert "<title>De voorjaarsbeurt</title>" in html
    assert 'alt="fiets"' in html
    layout = html.count("<table") - html.count('role="presentation"')
    assert layout == 1, "only the author's own table is a table of data"


def test_no_mark_of_a_merge_field_is_left_anywhere() -> None:
    """Every field is filled in, in the headers, the title, the label of the page and both parts."""
    mail = rendered(
        template(
            EVERYTHING + '\n[{{ name }}](https://vondel.example/ "Voor {{ name }}")\n'
            "![{{ organisation }}](https://mail.vondel.example/x.png)\n",
            subject="'Dag {{ name }}, \"de\" <beurt> \\ & e\u0301\u00e9n'",
            preheader="Voor {{ name }} van {{ organisation | u }}",
        ),
        name='Piet "P" & <Co>',
        organisation="Bakkerij",
    )
    read = parsed(mail)
    text, html = parts(mail)
    headers = [f"{name}: {value}" for part in read.walk() for name, value in part.items()]

    for there in (*headers, text, html):
        assert "\\u{" not in there
        assert not re.search("[\ue000-\uf8ff]", there)
        assert TITLE not in there
    tree = LexborHTMLParser(html)
    pages, titles = tree.css("div.page"), tree.css("title")
    label = pages[0].attributes["aria-label"]
    assert label == titles[0].text() == read["Subject"]
    assert label == 'Dag Piet "P" & <Co>, "de" <beurt> \\ & e\u0301\u00e9n'
    assert "Voor Piet &quot;P&quot; &amp; &lt;Co&gt; van Bakkerij" in html


def test_the_preheader_stands_hidden_at_the_top() -> None:
    """Mail programs show it after the subject; it is not part of the visible letter."""
    _, html = parts(rendered(template(preheader="Voor {{ name }} & co")))

    assert "Voor Piet &amp; co" in html
    assert "Voor Piet" not in visible.seen(html).text


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("ground", ["", *wording.MARKETING, "requested", "service"])
def test_the_footer_says_why_by_each_persons_own_ground(lang: str, ground: str) -> None:
    """The reason, the sender, the opt-out and the address stand visibly in both parts."""
    text, html = parts(rendered(template(lang=lang), ground=ground))
    why = wording.why(ground, "Fietsenhuis Vondel B.V.", lang)

    for shown in (" ".join(text.split()), visible.seen(html).text):
        assert why
        assert why in shown
        assert (
            "commercial e-mail from" if lang == "en" else "commerciële e-mail van"
        ) in shown or ground in {
            "requested",
            "service",
        }
        assert "Vondelkade 12, 1054 AB Amsterdam" in shown
        assert "01234567" in shown
        assert wording.OPT_OUT.of(lang) in shown


def test_service_mail_does_not_call_itself_commercial() -> None:
    """A service message is no advertising, and its footer does not say so."""
    text, _ = parts(rendered(template(declared_as="service", service_basis="security"), ground="service"))

    assert "commerciële" not in text
    assert "omdat het om uw veiligheid gaat" in text


def test_mail_for_a_cause_calls_itself_that() -> None:
    """Charitable and ideological mail is recognisable as what it is."""
    charity, _ = parts(rendered(template(commercial_content="none", charitable_content="true")))
    ideal, _ = parts(rendered(template(commercial_content="none", ideological_content="true", lang="en")))

    assert "voor een goed doel" in charity
    assert "to promote an ideal" in ideal


@pytest.mark.parametrize("source", [word for word in wording.SOURCE if word])
def test_the_source_is_stated_where_it_must_be(source: str) -> None:
    """Who did not give the address himself reads where it came from; nobody else does."""
    made = template()
    with_source, _ = parts(rendered(made, source=source, ground="published_address"))
    without, _ = parts(rendered(made, ground="published_address"))

    assert f" {wording.SOURCE[source].nl}" in with_source
    assert wording.SOURCE[source].nl not in without


def test_a_ground_without_words_cannot_be_sent_on() -> None:
    """A ground that is none for e-mail stops the message, it does not leave the reason out."""
    with pytest.raises(InputError, match="no words for `legitimate_interest`"):
        rendered(template(), ground="legitimate_interest")


def test_who_has_no_name_is_greeted_all_the_same() -> None:
    """`{{ name }}` shows "lezer" or "reader"; the author may choose another word, or nothing."""
    greeted = {
        "Beste {{ name }},": "Beste lezer,",
        "Beste {{ name | fietsvriend }},": "Beste fietsvriend,",
        "Dag{{name|}}!": "Dag!",
        "Voor {{ organisation }}": "Voor uw organisatie",
    }

    for written, shown in greeted.items():
        text, _ = parts(rendered(template(written), name="  "))
        assert text.startswith(f"{shown}\n")
    english, _ = parts(rendered(template("Dear {{ name }},", lang="en"), name=""))
    assert english.startswith("Dear reader,\n")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a\n\n![x](https://elders.example/x.png)", "line 11: the image `https://elders.example/x.png`"),
        ("![x](https://mail.vondel.example.elders.nl/x.png)", "is loaded from elsewhere"),
        ("![x](https://mail.vondel.example@elders.nl/x.png)", "is loaded from elsewhere"),
        ("![x](//elders.example/x.png)", "is loaded from elsewhere"),
        ("![x](https://mail.vondel.example/{{ name }}.png)", "is loaded from elsewhere"),
        ("[x](https://vondel.example/?e={{ email }})", "a merge field in a link follows the reader"),
        ("<https://vondel.example/{{ name }}>", "a merge field in a link follows the reader"),
        ("[x](/winkel)", "write the whole address"),
        ("[x](winkel.html)", "write the whole address"),
        ("[x](https:winkel)", "write the whole address"),
        ("[x](ftp://vondel.example/a)", "write the whole address"),
        ("[x]()", "write the whole address"),
    ],
)
def test_foreign_pictures_and_dead_links_are_refused_with_their_line(body: str, said: str) -> None:
    """A picture from elsewhere tells its host who opened the mail; a bare path leads nowhere."""
    with pytest.raises(InputError, match="line") as caught:
        template(body)

    assert said in caught.value.text.en


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No font, style, picture or frame in any composed message, but the author's picture on our own address."""
    _, html = parts(rendered(template(BODY)))
    _, with_picture = parts(rendered(template(EVERYTHING)))

    assert visible.remote(html) == []
    assert visible.remote(with_picture) == ["https://mail.vondel.example/beeld/fiets.png"]
    assert "googleapis" not in html


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_whatever_an_author_writes_composes_or_says_why_not(body: str) -> None:
    """No text breaks out of the letter: no script, no remote resource, and the footer stays whole."""
    try:
        made = template(f"x\n\n{body}")
    except InputError:
        return
    text, html = parts(rendered(made))

    assert "<script" not in html
    assert visible.remote(html) == []
    assert "KvK 01234567" in text
    assert "KvK 01234567" in visible.seen(html).text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_in_the_register_is_only_text(legal_name: str, postal: str, website: str) -> None:
    """A company called "<script>", or with a line break and "Bcc:", does no harm."""
    footer = Footer(legal_name, postal, "01234567", "info@vondel.example", website, "x")
    mail = rendered(template(footer=footer))
    _, html = parts(mail)

    assert "<script" not in html
    assert parsed(mail)["bcc"] is None
    assert visible.remote(html) == []


def test_the_same_inputs_give_the_same_bytes() -> None:
    """The outbox keeps a digest; the mailing keeps what rebuilds the bytes."""
    first, again = template(EVERYTHING), template(EVERYTHING)
    kept = Template.load(json.loads(json.dumps(first.json())))

    assert first == again == kept
    assert rendered(first) == rendered(kept)
    assert digest(rendered(first)) == digest(rendered(kept))
    assert digest(rendered(first, 7)) != digest(rendered(first, 8))


def test_a_template_of_another_version_is_refused() -> None:
    """Bytes that cannot be rebuilt alike are not rebuilt at all."""
    with pytest.raises(InputError, match="another version"):
        Template.load({"form": 0})


@pytest.mark.parametrize(
    "wrong", ["", "mail.vondel.example", "ftp://x", "https://", "https://x/<b>", "https://x?a=1"]
)
def test_a_public_address_that_is_none_is_refused(wrong: str) -> None:
    """Without a right address no opt-out link would work."""
    with pytest.raises(SettingError, match="DATMAG_PUBLIC_URL"):
        compose(message(), FOOTER, public_url=wrong)


def test_a_slash_at_the_end_of_the_public_address_does_no_harm() -> None:
    """`https://mail.vondel.example/` is the same place."""
    assert compose(message(), FOOTER, public_url=f"{PUBLIC_URL}/") == template()


def test_a_sender_of_whom_little_is_known_leaves_no_empty_lines() -> None:
    """Unknown parts are left out; what then lacks is found by the findings, not hidden."""
    text, html = parts(
        rendered(template(footer=replace(FOOTER, postal="", register_no="", contact="", website="")))
    )

    assert "KvK" not in text
    assert text.endswith("Afmelden kan ook via info@vondel.example.\n\nFietsenhuis Vondel B.V.\n")
    assert "<p></p>" not in html


def test_a_lone_bold_link_is_a_button() -> None:
    """One clear thing to do, without HTML in the text."""
    _, html = parts(rendered(template("**[Ga](https://vondel.example/)**\n\n**[a](https://x.nl/)** b")))

    assert html.count('class="button"') == 1
