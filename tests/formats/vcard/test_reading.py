"""What the lines of a card say, one rule after the other."""

from __future__ import annotations

import pytest

from vaultnet.core.exchange.person import Person, Photo
from vaultnet.formats.vcard import read_vcards

UUID = "7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34"


def card(*lines: str, version: str = "3.0") -> bytes:
    whole = ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")
    return "\r\n".join(whole).encode()


def person(*lines: str, version: str = "3.0") -> Person:
    (found,) = read_vcards(card(*lines, version=version)).people
    return found


def ada(*lines: str, version: str = "3.0") -> Person:
    return person("FN:Ada Lovelace", *lines, version=version)


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN:Ada Lovelace", "N:King;Augusta;;;"], "Ada Lovelace"),
        (["N:Lovelace;Ada;King;Lady;"], "Lady Ada King Lovelace"),
        (["FN:", "N:;;;;", "ORG:Acme\\, Ltd;Sales"], "Acme, Ltd"),
        (["EMAIL:ada@example.org", "TEL:555-0100"], "ada@example.org"),
        (["TEL:555-0100"], "555-0100"),
        (["NICKNAME:Ada"], "Ada"),
        (["FN:\u202eAda\u202c\tLovelace"], "Ada Lovelace"),
    ],
)
def test_a_card_without_a_name_takes_what_there_is(lines: list[str], name: str) -> None:
    assert person(*lines).name == name


def test_further_names_are_others() -> None:
    found = ada("FN;LANGUAGE=el:Άντα", "NICKNAME:Countess\\, the,Ada L.,Ada Lovelace")
    assert found.others == ("Άντα", "Countess, the", "Ada L.")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"a\nb\Nc", "a\nb\nc"),
        (r"a\, b\; c\: d", "a, b; c: d"),
        (r"a\\nb", r"a\nb"),
        (r"a\\\nb", "a\\\nb"),
        (r"C\temp\x", r"C\temp\x"),
        ("a, b; c", "a, b; c"),
        ("ends with\\", "ends with\\"),
    ],
)
def test_escapes_are_undone(value: str, text: str) -> None:
    assert ada(f"NOTE:{value}").note == text


def test_version_2_has_no_escape_for_a_line_break() -> None:
    found = ada(r"NOTE:C:\new\; ok", r"X-PATH:C:\new", version="2.1")
    assert found.note == r"C:\new; ok"
    assert found.kept == (r"X-PATH:C:\\new",)  # as vCard 3.0 writes it


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("BDAY:1985-04-12", "1985-04-12"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY;VALUE=date:1985-04-12", "1985-04-12"),
        ("BDAY;VALUE=DATE:19850412", "1985-04-12"),
        ("BDAY:1985-04-12T00:00:00Z", "1985-04-12"),
        ("BDAY:19850412T000000Z", "1985-04-12"),
        ("BDAY:1985-04-12T23:20:50+02:00", "1985-04-12"),
        ("BDAY;VALUE=date-and-or-time:19850412T0930", "1985-04-12"),
        ("BDAY:--0412", "04-12"),
        ("BDAY:--04-12", "04-12"),
        ("BDAY:04-12", "04-12"),
        ("BDAY:--0229", "02-29"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09", "05-09"),
        ("BDAY;X-APPLE-OMIT-YEAR=1804:1804-05-09", "05-09"),
        ("BDAY:1604-05-09", "05-09"),
        ("BDAY:June 12, 1999", "1999-06-12"),
        ("BDAY:12 June 1999", "1999-06-12"),
        ("BDAY:12.6.", "06-12"),  # with dots the day comes first
        ("BDAY:1985-04", None),
        ("BDAY:1985", None),
        ("BDAY;VALUE=text:circa 1800", None),
        ("BDAY:1985-02-30", None),
        ("BDAY:04/12/1985", None),
        ("BDAY:---12", None),
    ],
)
def test_a_birthday_is_a_day_or_is_told(line: str, day: str | None) -> None:
    people = read_vcards(card("FN:Ada", line))
    (found,) = people.people
    assert found.fields == ({"birthday": (day,)} if day else {})
    if day is None:
        assert found.kept == (line,)
        assert people.skipped[0].line == 4
        assert "is no day" in people.skipped[0].why


@pytest.mark.parametrize(
    "lines",
    [
        ["ANNIVERSARY:20140310"],
        ["X-ANNIVERSARY:2014-03-10"],
        ["X-EVOLUTION-ANNIVERSARY:2014-03-10"],
        ["item1.X-ABDATE:20140310", "item1.X-ABLabel:_$!<Anniversary>!$_"],
        ["item1.X-ABLabel:anniversary", "item1.X-ABDATE;type=pref:2014-03-10"],
    ],
)
def test_an_anniversary_has_many_names(lines: list[str]) -> None:
    assert ada(*lines).fields == {"anniversary": ("2014-03-10",)}


def test_another_day_of_apple_is_only_kept() -> None:
    lines = ("item1.X-ABDATE:20140310", "item1.X-ABLabel:first sail")
    found = ada(*lines)
    assert (found.fields, found.kept) == ({}, lines)


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("URL:https://ada.example.org/a?b=c", "url", "https://ada.example.org/a?b=c"),
        (r"URL:http\://ada.example.org", "url", "http://ada.example.org"),
        ("URL:www.example.org", "url", "https://www.example.org"),
        ("URL:https://uk.linkedin.com/in/ada", "linkedin", "https://uk.linkedin.com/in/ada"),
        ("URL:https://t.me/ada_l", "telegram", "https://t.me/ada_l"),
        ("URL:https://wa.me/447700900123", "whatsapp", "https://wa.me/447700900123"),
        ("IMPP;X-SERVICE-TYPE=Telegram:x-apple:ada_l", "telegram", "ada_l"),
        ("IMPP:telegram:ada_l", "telegram", "ada_l"),
        ("IMPP;TYPE=whatsapp:+44 7700 900123", "whatsapp", "+44 7700 900123"),
        ("X-SOCIALPROFILE;TYPE=linkedin:ada-l", "linkedin", "ada-l"),
        ("X-SOCIALPROFILE;type=mastodon:https://m.example.org/@ada", "url",
         "https://m.example.org/@ada"),
    ],
)  # fmt: skip
def test_accounts_and_pages_go_to_their_fields(
    line: str, field: str, value: str
) -> None:
    assert ada(line).fields == {field: (value,)}


@pytest.mark.parametrize(
    "line",
    [
        "URL:javascript:alert(1)",
        "URL:file:///etc/passwd",
        "URL:https://user:secret@example.org/",
        "X-SOCIALPROFILE;type=linkedin:https://[::1/in/ada",
        "EMAIL:n/a",
        "TEL:none",
    ],
)
def test_what_is_not_safe_or_no_address_is_kept_and_told(line: str) -> None:
    people = read_vcards(card("FN:Ada", line))
    (found,) = people.people
    assert found.fields == {}
    assert found.kept == (line,)
    assert [each.line for each in people.skipped] == [4]


def test_the_preferred_comes_first() -> None:
    found = ada(
        "TEL:555-0101", "TEL;TYPE=CELL,PREF:555-0102", "EMAIL;PREF=2:b@example.org",
        "EMAIL;PREF=1:a@example.org", "EMAIL:c@example.org",
    )  # fmt: skip
    assert found.fields["phone"] == ("555-0102", "555-0101")
    assert found.fields["email"] == ("a@example.org", "b@example.org", "c@example.org")


def test_one_address_says_where_somebody_lives_and_two_do_not() -> None:
    home = "ADR;TYPE=HOME:;Flat 2;3 Elm\\, back;York;;YO1;UK"
    assert ada(home).fields == {
        "address": ("Flat 2, 3 Elm, back, York, YO1, UK",),
        "location": ("York",),
    }
    work = "ADR:;;1 Station Road;Leeds;;;"
    assert "location" not in ada(home, work).fields
    assert ada(home, work, "ADR:;;;Hull;;;").fields["location"] == ("Hull",)


def test_categories_become_tags_where_they_can() -> None:
    line = "CATEGORIES:Book Club,myContacts,2024,a#b,vip,Imported on 3/4"
    found = ada(line)
    assert found.fields == {"tags": ("Book-Club", "a-b", "vip")}
    assert found.kept == (line,)
    assert ada("CATEGORIES:vip,friend").kept == ()


def test_a_title_is_the_role_and_else_the_role_is() -> None:
    assert ada("TITLE:CTO", "ROLE:Lead").fields == {"role": ("CTO",)}
    assert ada("ROLE:Lead").fields == {"role": ("Lead",)}


def test_several_notes_are_one() -> None:
    found = ada("NOTE:one", "NOTE:two")
    assert found.note == "one\n\ntwo"
    assert found.kept == ("NOTE:one", "NOTE:two")


@pytest.mark.parametrize(
    ("uid", "read", "is_kept"),
    [
        (UUID, UUID, False),
        (f"urn:uuid:{UUID}", UUID, True),
        ("urn:uuid:ada", "urn:uuid:ada", True),
        ("ada@example.org", "ada@example.org", True),
        (r"a\,b\:c", "a,b:c", True),
    ],
)
def test_a_uid_is_taken_as_it_is_but_for_its_scheme(
    uid: str, read: str, is_kept: bool
) -> None:
    found = ada(f"UID:{uid}")
    assert found.uid == read
    assert found.kept == ((f"UID:{uid}",) if is_kept else ())


def test_a_picture_is_known_by_its_bytes() -> None:
    gif = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    found = ada(f"PHOTO;ENCODING=b;TYPE=JPEG:{gif}")
    assert isinstance(found.photo, Photo)
    assert (found.photo.sort, found.kept) == ("gif", ())
    assert ada(f"PHOTO:data:image/png;base64,{gif}").photo == found.photo
    assert ada("PHOTO:https://example.org/a.jpg").photo == "https://example.org/a.jpg"


@pytest.mark.parametrize(
    "line",
    [
        "PHOTO;ENCODING=b:bm8gcGljdHVyZQ==",
        "PHOTO;ENCODING=b:bm8",
        "PHOTO;ENCODING=x:bm8=",
        "PHOTO;VALUE=uri:javascript:alert(1)",
        "PHOTO:https://user:secret@example.org/a.jpg",
    ],
)
def test_what_is_no_picture_is_kept_and_told(line: str) -> None:
    people = read_vcards(card("FN:Ada", line))
    assert people.people[0].photo is None
    assert people.people[0].kept == (line,)
    assert [each.line for each in people.skipped] == [4]


def test_only_the_first_picture_is_shown_and_the_second_is_kept() -> None:
    found = ada("PHOTO:https://example.org/1.jpg", "PHOTO:https://example.org/2.jpg")
    assert found.photo == "https://example.org/1.jpg"
    assert found.kept == ("X-VAULTNET-LINE:PHOTO:https://example.org/2.jpg",)


def test_a_second_uid_is_told() -> None:
    people = read_vcards(card("FN:Ada", "UID:a", "UID:b"))
    assert people.people[0].uid == "a"
    assert [each.why for each in people.skipped] == [
        "“UID:b” is left out: a card has one UID"
    ]


def test_a_comma_in_a_company_is_no_list() -> None:
    found = ada("ORG:Acme, Inc.;Sales")
    assert found.fields == {"company": ("Acme, Inc.",)}
    assert found.kept == (r"ORG:Acme\, Inc.;Sales",)  # as vobject can write it again


def test_lines_are_unfolded_in_the_order_that_does_not_glue() -> None:
    found = ada(
        'ADR;TYPE=HOME;LABEL="1 Elm', ' , York":;;1 Elm;York;;;', "NOTE:http on",
        "https://example.org/ is a page", "TEL:555-0100",
    )  # fmt: skip
    assert found.note == "http on\nhttps://example.org/ is a page"
    assert found.fields["phone"] == ("555-0100",)
    assert found.kept == ('ADR;TYPE=HOME;LABEL="1 Elm, York":;;1 Elm;York;;;',)


@pytest.mark.parametrize("newline", [b"\r\n", b"\n", b"\r", b"\r\r\n"])
def test_any_newline_ends_a_line(newline: bytes) -> None:
    data = card("FN:Ada", "NOTE:one", " two", "TEL:555-0100").replace(b"\r\n", newline)
    (found,) = read_vcards(data).people
    assert (found.note, found.fields) == ("onetwo", {"phone": ("555-0100",)})


def test_a_fold_within_a_character_is_mended() -> None:
    data = card("FN:Ada", "NOTE:caf\u00e9").replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    (found,) = read_vcards(data).people
    assert found.note == "café"


def test_a_broken_byte_spoils_only_its_own_line() -> None:
    data = card("FN:Zoë", "NOTE:caf\u00e9").replace(b"caf\xc3\xa9", b"caf\xe9")
    (found,) = read_vcards(data).people
    assert (found.name, found.note) == ("Zoë", "café")


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "hex", "undefined", "utf-7", "x"]
)
def test_a_charset_that_no_card_has_is_not_used(charset: str) -> None:
    data = card(f"FN;CHARSET={charset}:Zo@").replace(b"@", b"\xeb")
    (found,) = read_vcards(data).people
    assert found.name == "Zoë"


def test_the_charset_of_a_line_goes_before_utf_8_in_a_file_that_is_not_it() -> None:
    both = b"\xc3\xa9"  # one letter of UTF-8, two of Shift_JIS
    data = card("FN;CHARSET=SHIFT_JIS:@", "NOTE;CHARSET=SHIFT_JIS:!")
    data = data.replace(b"@", both).replace(b"!", "山".encode("cp932"))
    (found,) = read_vcards(data).people
    assert (found.name, found.note) == ("ﾃｩ", "山")


def test_a_cut_soft_break_does_not_swallow_the_end() -> None:
    data = card("FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", version="2.1")
    people = read_vcards(data + card("FN:Bob"))
    assert [(each.name, each.note) for each in people.people] == [
        ("Ada", "a"),
        ("Bob", ""),
    ]


def test_cards_without_an_end_are_all_read() -> None:
    data = b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\n"
    people = read_vcards(data)
    assert [(each.name, each.line) for each in people.people] == [
        ("A", 1),
        ("B", 3),
        ("C", 5),
    ]


def test_cards_of_cards_of_cards_end_somewhere() -> None:
    data = b"BEGIN:VCARD\nFN:A\nAGENT:\n" * 50
    people = read_vcards(data)
    assert [each.line for each in people.skipped] == [150]
    assert len(people.people) == 25  # every second one is the AGENT of the one before
    assert sum(len(line) for each in people.people for line in each.kept) < 10_000


@pytest.mark.parametrize(
    "data", [b"", b"\r\n \n", b"\xff\xfe", b"BEGIN:VCARD", b"\x00" * 99]
)
def test_a_file_of_nothing_has_nobody(data: bytes) -> None:
    assert read_vcards(data).people == ()


def test_no_kept_line_holds_a_line_break() -> None:
    found = ada('X-A;B="1\n2":c', 'X-B;C="1', "LABEL:1", "3", "X-C:1\\n2")
    assert not [line for line in found.kept if len(line.splitlines()) != 1]


@pytest.mark.parametrize(
    "line",
    [
        "X;A=" + "," * 100_000 + '"',  # vobject alone would take years for 60 of these
        "TEL" + ";" * 100_000 + '"',
        "X;A=" + "b;A=" * 50_000,
        "URL:" + "a." * 100_000,
        "EMAIL:" + "a@" * 100_000,
        "IMPP;TYPE=telegram:" + "1 (" * 50_000,
        "N:" + "a," * 100_000,
        "BDAY:" + "May 1 " * 30_000,
        "NOTE:" + "\\" * 200_000,
        "a." * 100_000 + ":b",
    ],
    ids=lambda line: line[:8],
)
def test_no_long_line_hangs(line: str) -> None:
    assert read_vcards(card("FN:Ada", line)).people[0].name == "Ada"


CUT_OFF = "the file ends in the middle of a card; what is there was taken"
WHOLE = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL:1\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "rest",
    ["TEL:2\r\n", "TEL:2\r\nEND:VCA", "TEL:2\r\nEND", "NOTE:a\r\n b\r\n",
     "AGENT:\r\nBEGIN:VCARD\r\nFN:Bob\r\n"],
)  # fmt: skip
def test_a_file_that_was_cut_off_says_so_and_gives_what_is_there(rest: str) -> None:
    data = f"{WHOLE}BEGIN:VCARD\r\nFN:Eve\r\n{rest}".encode()
    people = read_vcards(data)
    assert [each.name for each in people.people] == ["Ada", "Eve"]
    assert [each for each in people.skipped if each.line >= 8 and CUT_OFF in each.why]


def test_a_file_that_ends_with_a_card_is_whole() -> None:
    without_end = WHOLE.replace("END:VCARD\r\n", "")
    assert read_vcards(f"{without_end}{WHOLE}\r\n \r\n".encode()).skipped == ()
