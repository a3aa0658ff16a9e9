"""Cards as each program writes them, from the bytes of invented files."""

from __future__ import annotations

from pathlib import Path

import pytest

from vaultnet.core.exchange.person import People, Person, Photo, Skipped
from vaultnet.formats.vcard import read_vcards

CASES = Path(__file__).resolve().parents[2] / "cases" / "vcards"


def read(name: str) -> People:
    return read_vcards((CASES / name).read_bytes())


def only(people: People) -> Person:
    assert people.skipped == ()
    assert len(people.people) == 1
    return people.people[0]


def test_google_has_no_uid_dates_without_year_and_groups_of_its_own() -> None:
    assert only(read("google.vcf")) == Person(
        name="Priya Natarajan",
        others=("Pri",),
        fields={
            "email": ("priya@example.org", "p.natarajan@example.com"),
            "phone": ("+44 7700 900142",),
            "linkedin": ("https://www.linkedin.com/in/priya-natarajan",),
            "url": ("https://priya.example.org/",),
            "company": ("Harbour & Sons",),
            "role": ("Naval architect",),
            "location": ("Bristol",),
            "address": ("14 Quay Street, Bristol, BS1 4XX, United Kingdom",),
            "birthday": ("01-22",),
            "anniversary": ("2014-03-10",),
            "tags": ("Sailing-Club",),
        },
        note="Met at the boat show, stand 4.\nLikes dinghies.\ntest: test",
        kept=(
            "EMAIL;TYPE=INTERNET;TYPE=HOME:priya@example.org",
            "TEL;TYPE=CELL:\u202a+44 7700 900142\u202c",
            "ORG:Harbour & Sons;Design",
            "ADR;TYPE=HOME:;;14 Quay Street;Bristol;;BS1 4XX;United Kingdom",
            r"item2.URL:https\://priya.example.org/",
            "item2.X-ABLabel:_$!<HomePage>!$_",
            "item4.X-ABDATE:20190601",
            "item4.X-ABLabel:first sail",
            "item5.X-ABRELATEDNAMES:Arun",
            "item5.X-ABLabel:_$!<Spouse>!$_",
            "CATEGORIES:myContacts,Sailing Club,starred",
            "X-PHONETIC-FIRST-NAME:Pree-ya",
        ),
        photo="https://lh3.example.com/contacts/AF1QipExample",
        line=1,
    )


def test_apple_prefers_in_small_letters_and_omits_a_year_as_1604() -> None:
    person = only(read("apple.vcf"))
    assert person.name == "Dr. Chidi Emeka Okafor"
    assert person.uid == "5ad380fd-b2de-4261-ba99-de1d1db52fbe"
    assert person.note == "Talks about load paths; hates hold music."
    assert person.fields == {
        "email": ("chidi.okafor@example.org", "chidi@example.com", "chi@example.net"),
        "phone": ("555-0142", "555-0143"),
        "telegram": ("chidi_ok",),
        "linkedin": ("http://www.linkedin.com/in/chidi-okafor",),
        "url": ("http://bridges.example.com",),
        "company": ("Lagos Bridge Works",),
        "role": ("Engineer",),
        "location": ("Springfield",),
        "address": ("3 Canal Row, Springfield, IL 62701, USA",),
        "birthday": ("05-09",),
        "anniversary": ("2011-08-20",),
    }
    assert isinstance(person.photo, Photo)
    assert person.photo.sort == "jpeg"
    assert person.photo.data.startswith(b"\xff\xd8\xff\xe0")
    # The frame of the picture is kept, its bytes are not kept twice.
    frame = "ABClipRect_1&-9&20&283&283&WGHe9zKmBvRvhyIyYvN/1g=="
    assert f"PHOTO;X-ABCROP-RECTANGLE={frame};ENCODING=b;TYPE=JPEG:" in person.kept
    assert "item1.X-ABLabel:old one" in person.kept
    assert "item2.X-ABADR:us" in person.kept


def test_outlook_writes_quoted_printable_in_its_own_charset() -> None:
    person = only(read("outlook.vcf"))
    assert person.name == "Jörg Müller"
    assert person.note == "First line about Köln\nSecond line with 100% of it"
    assert person.fields == {
        "email": ("joerg@example.com",),
        "phone": ("+44 7700 900177", "+44 7700 900178"),
        "url": ("https://www.foundry.example.com",),
        "company": ("Foundry GmbH",),
        "role": ("Head of Casting",),
        "location": ("Köln",),
        "address": ("Hafenstraße 9, Köln, 50667, Germany",),
        "birthday": ("1979-02-14",),
    }
    assert person.kept == (
        "N;LANGUAGE=en-us:Müller;Jörg",
        "ORG:Foundry GmbH;Casting",
        "TITLE:Head of Casting",
        "TEL;TYPE=WORK,VOICE:+44 7700 900177",
        "TEL;TYPE=CELL,VOICE:+44 7700 900178",
        "ADR;TYPE=WORK,PREF:;;Hafenstraße 9;Köln;;50667;Germany",
        r"LABEL;TYPE=WORK,PREF:Hafenstraße 9\n50667 Köln",
        "X-MS-OL-DEFAULT-POSTAL-ADDRESS:2",
        "URL;TYPE=WORK:www.foundry.example.com",
        "ROLE:Founder",
        "KEY;TYPE=X509;ENCODING=b:TUlJQ3h6Q0NBYStnQXdJQkFnSUJBVEFOQmdrcWhraUc5",
        'X-MS-OL-DESIGN:<card xmlns="http://schemas.example.com/x" ver="1.0"/>',
    )
    assert isinstance(person.photo, Photo)


def test_android_codes_all_that_is_not_ascii_and_invents_labels() -> None:
    people = read("android.vcf")
    assert people.skipped == ()
    aase, gym = people.people
    assert (aase.name, aase.others) == ("Åse Søndergaard", ("Åsi",))
    assert aase.fields == {
        "email": ("aase@example.org",),
        "phone": ("+447700900101", "+447700900102"),
        "url": ("https://aase.example.org",),
        "company": ("Fjord & Fjell",),
        "birthday": ("1991-11-30",),
    }
    assert "TEL;TYPE=X-Work Mobile:+447700900102" in aase.kept
    assert "X-PHONETIC-FIRST-NAME:Ose" in aase.kept
    assert (gym.name, gym.line) == ("Gym front desk", 15)


def test_a_charset_in_the_line_is_believed_where_the_file_is_no_utf_8() -> None:
    person = only(read("android-shift-jis.vcf"))
    assert (person.name, person.note) == ("山田 太郎", "表示ソフト")
    assert "X-IRMC-N:ﾔﾏﾀﾞ;ﾀﾛｳ;;;" in person.kept


def test_nextcloud_writes_vcard_4_and_groups_are_no_people() -> None:
    people = read("nextcloud.vcf")
    why = "a group of people, no person; left out (lines 23 to 29)"
    assert people.skipped == (Skipped(23, why),)
    (person,) = people.people
    # As a name for files and servers the bare UUID serves; the line is kept for DAV.
    assert person.uid == "7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34"
    assert person.kept[0] == "UID:urn:uuid:7f5a0c1e-2b6d-4f0a-9d3b-5a8e6c1d2f34"
    assert person.fields["email"] == ("m.kowalczyk@example.com", "marta@example.org")
    assert person.fields["phone"] == ("+44-7700-900155",)
    assert person.fields["signal"] == ("https://signal.me/#p/+447700900155",)
    assert person.fields["anniversary"] == ("2010-06-19",)
    assert person.fields["tags"] == ("Choir", "VIP")
    assert "location" not in person.fields  # two addresses: which one?
    assert isinstance(person.photo, Photo)
    assert person.photo.sort == "png"


def test_thunderbird_says_the_sort_of_each_value_and_leaves_empty_lines() -> None:
    person = only(read("thunderbird.vcf"))
    assert (person.name, person.others) == ("Tom Baker", ("Tommy", "TB"))
    assert person.fields["email"] == ("tom.baker@example.org", "tb@example.com")
    assert person.fields["birthday"] == ("1972-03-03",)
    assert person.fields["company"] == ("Clockworks",)
    assert person.note == "Two lines\nof it"
    assert person.kept == (
        "EMAIL;PREF=1:tom.baker@example.org",
        "TEL;TYPE=work;VALUE=TEXT:555-0107",
        "TEL;TYPE=cell;VALUE=TEXT:555-0108",
        "X-MOZILLA-HTML;VALUE=BOOLEAN:FALSE",
        "X-CUSTOM1;VALUE=TEXT:blue door",
    )


@pytest.mark.parametrize("name", ["utf-16.vcf", "utf-16-no-mark.vcf"])
def test_utf_16_is_known_with_and_without_its_mark(name: str) -> None:
    assert only(read(name)) == Person(
        name="Zoë Ångström", fields={"email": ("zoe@example.org",)}, line=1
    )


def test_a_file_that_breaks_every_rule_gives_whom_it_has_and_says_the_rest() -> None:
    people = read("odd.vcf")
    assert [person.name for person in people.people] == [
        "Lena Fox", "No Version", "Acme Ltd",
    ]  # fmt: skip
    lena = people.people[0]
    assert lena.fields == {"phone": ("555-0161", "555-0162")}
    assert lena.note == "a line without a fold\ngoes on hereand here"
    assert lena.kept == (
        "TEL;TYPE=HOME:555-0162",
        "X-GOOGLE-TALK:lena.fox",
        "X-MESSAGING-XMPP-ALL:lena@example.org",
        "LABEL,TYPE=HOME:no line of a card",
        'TEL;TYPE="fax:555-0163',
        r"AGENT:BEGIN:VCARD\nVERSION:3.0\nFN:Agent Fox\nEND:VCARD\n",
    )
    kept = "is no line of a card; it is kept as it is"
    assert [(each.line, each.why) for each in people.skipped] == [
        (1, "stands outside of any card; left out"),
        (13, f"“LABEL,TYPE=HOME:no line of a card” {kept}"),
        (14, f'“TEL;TYPE="fax:555-0163” {kept}'),
        (25, "VLIST is no card; left out (lines 25 to 28)"),
        (29, "a card without a name, a company, an email or a phone; left out: "
             "give it a name (FN) and import it again (lines 29 to 32)"),
        (36, "the file ends in the middle of a card; what is there was taken, but the "
             "file may have been cut off: export it again to be sure"),
    ]  # fmt: skip
