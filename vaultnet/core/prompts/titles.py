"""Words that stand before a name, and names that may stand first: closed lists."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    "mr mr. mrs mrs. ms ms. miss mx mx. dr dr. prof prof. professor doctor sir dame"
    " lord lady rev rev. reverend father fr fr. sister brother st st. saint frau herr"
    " fräulein monsieur madame mme mlle m. señor señora sr sr. sra sra. don doña"
    " signor signora ing. mag. dipl.-ing. aunt auntie uncle grandma grandpa granny"
    " nana cousin captain capt capt. major colonel judge rabbi imam pastor the"
    " abdul abu al el ibn bin bint abd umm mother mum mom dad papa king queen"
    # Kinship, and households; none of which is a given name anywhere: not Zia, Mamie.
    " tante onkel oma opa cousine vetter schwester bruder mutter vater familie family"
    " famille familia famiglia oncle tonton tía tío nonna nonno"
    # Trades and neighbours, as a phone's address book has them.
    " zahnarzt zahnärztin arzt ärztin hausarzt hausärztin tierarzt tierärztin praxis"
    " nachbar nachbarin vermieter vermieterin hausmeister handwerker klempner"
    " elektriker friseur friseurin steuerberater steuerberaterin anwalt anwältin"
    " notar firma"
    " dentist plumber electrician builder hairdresser accountant solicitor lawyer"
    " landlord landlady neighbour neighbor babysitter vet dentiste médecin plombier"
    " voisin voisine dentista médico médica vecino vecina"
)
# Family names that stand first as often as not: no guessing which one is given.
FAMILY_FIRST = _words(
    "li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao"
    " luo zheng liang xie tang deng feng song cao peng zeng xiao tian dong pan yuan"
    " cai jiang yu du ye cheng wei su lu ding ren shen yao kim park choi jung kang"
    " cho yoon jang lim han oh seo shin kwon hwang ahn nguyen tran le pham hoang"
    " phan vu vo dang bui do ngo duong ly sato suzuki takahashi tanaka watanabe ito"
    " yamamoto nakamura kobayashi nagy kovács tóth szabó horváth varga kiss molnár"
)
