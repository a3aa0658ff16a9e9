"""Closed lists of English words: what a phrase may be made of to be sure of it.

Whatever is not listed is not understood, and what is not understood is never woven
into a sentence. A word may stand in several lists.
"""

from __future__ import annotations

from vaultnet.core.prompts.pastimes import ACTIVITIES
from vaultnet.core.prompts.titles import TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ARTICLES = _words("the a an")
PREPOSITIONS = _words("to in at of for with from on about by near between into through")
BEFORE_PLURALS = _words("of for about with from")  # no verb follows these
PARTICLES = _words("up out back in down away abroad home together over")

ADJECTIVES = _words(
    "new old first second third big small little young local early late spare open"
    " possible potential annual weekly monthly public private second-hand part-time"
    " full-time remote red blue green yellow white black grey brown wooden electric"
    " northern southern eastern western long-distance double own solo children's"
    " children’s women's women’s"
)

# Gerunds that name a topic wherever they stand in a log ...
PLANS = _words(
    "moving relocating emigrating changing switching quitting leaving retiring"
    " applying starting founding launching opening joining finishing completing"
    " studying learning teaching planning organising organizing writing publishing"
    " translating buying selling renting designing developing looking getting taking"
    " coming giving hiring choosing adopting settling swapping lending borrowing"
    " hosting"
    " redecorating extending expanding relaunching merging editing curating"
)
# ... and those that, noted after a meeting, may be what was done there.
PURSUITS = _words(
    "building renovating restoring repairing fixing training running practising"
    " practicing climbing cycling hiking sailing swimming gardening baking brewing"
    " cooking painting drawing knitting travelling traveling visiting camping skiing"
    " rowing keeping growing coaching preparing working carving sowing planting"
    " composing recording filming rehearsing directing collecting testing sorting"
    " delivering printing digging harvesting comparing mending fitting"
)
FOLLOWED_BY = {
    "looking": _words("for after at"),
    "getting": _words("a an the"),
    "taking": _words("a an the up over"),
    "coming": _words("back home to"),
    "working": _words("on at for in from with"),
    "keeping": _words("bees chickens hens goats sheep"),
    "adopting": _words("a an the"),
    "leaving": _words("the a an for"),
    "settling": _words("in"),
    "giving": _words("up"),
}
# Gerunds that a name may follow: learning Portuguese, but not choosing Tom.
BEFORE_NAMES = _words("joining learning studying teaching visiting")
INFINITIVES = _words(
    "sail swim drive cook code paint climb ski surf dance sing draw knit ride fly"
    " move start buy sell write weave sew bake dive read speak sign"
)

# Nouns that may stand without an article, after a preposition or a gerund.
NOUNS = _words(
    "work school university college house home summer winter spring autumn fun sale"
    " music art physics law medicine maths biology chemistry history philosophy"
    " engineering design retirement town jobs flats houses schools kids children"
    " friends family parents bees chickens hens goats sheep wood clay glass paper"
    " nursing teaching carpentry joinery pottery theatre dance poetry photography"
    " astronomy architecture economics politics linguistics statistics computing"
    " careers teams cities countries college bread honey beer cider jam vegetables"
    " tomatoes beans potatoes apples flowers trees furniture boats chairs spruce oak"
    " holidays training climbing sailing gardening knitting running painting"
)
# Topics that are said without an article.
BARE_TOPICS = frozenset(
    {
        "job hunting",
        "house hunting",
        "flat hunting",
        "wedding plans",
        "travel plans",
        "holiday plans",
        "night shifts",
    }
)
# What "how ... went" and "how ... is" may be said of without an article.
SUBJECTS = NOUNS | _words("things life everything")

# Singular nouns that end a compound: "the climbing group", "a job interview".
HEADS = _words(
    "job flat house garden kitchen search hunt interview course class exam test"
    " thesis project group club band choir team trip holiday tour move plan idea"
    " application visa company startup business book novel lecture conference"
    " festival exhibition concert recital show race marathon tournament wedding party"
    " baby dog cat puppy kitten bike boat barge car van degree programme program"
    " training school apprenticeship internship scholarship grant sabbatical position"
    " role office shop café cafe bakery renovation extension campaign election film"
    " documentary podcast blog website app album recording play opera cello violin"
    " piano guitar workshop studio shed roof oven stove orchard allotment field farm"
    " camp retreat pilgrimage cruise crossing season league library museum archive"
    " clinic lab laboratory magazine translation poem story exchange market"
    " stall competition residency fellowship whale line board"
    " cottage cabin barn loft bench chair table stool boatyard yard ferry operation"
    " press"
)
# Nouns in the plural that are hardly verbs, and what may stand before one of them.
PLURALS = _words(
    "lessons classes courses exams interviews shifts results preparations arrangements"
    " applications auditions rehearsals recipes seeds seedlings tomatoes potatoes"
    " kittens puppies lambs chickens hens songs poems novels essays stories violins"
    " cellos festivals concerts exhibitions holidays renovations plans"
)
# What says itself what was talked about, whoever did.
TALKED = (
    "talked about", "spoke about", "chatted about", "talking about", "discussed",
    "discussing", "asked about", "asking about", "asked me about", "told me about",
    "telling me about", "thinking of", "thinking about",
)  # fmt: skip
# What is had together, and where it is had: "lunch at the market".
OUTINGS = _words(
    "coffee lunch dinner breakfast brunch tea walk picnic supper hike swim stroll"
)
WHERE = _words("at in on by near")
# Nouns that name the talk, not what it was about, or that say too little.
EMPTY_HEADS = _words(
    "chat talk call hello hi question questions update updates conversation hour"
    " half-hour minute minutes while message messages voicemail lunch coffee dinner"
    " breakfast brunch drink drinks beer wine tea walk visit meeting invitation"
    " reminder note notes photo photos picture pictures link links article recipe"
    " thank thanks greeting greetings joke moment evening morning afternoon day days"
    " night weekend time times surprise bit lot few couple thing things stuff rest"
    " weather news catch-up catchup check-in gossip complaint complaints argument"
    " fight row quarrel drama mess mood same usual whole way end hell problem issue"
    " one ones last latest next other others former latter above following present"
    " past future most more less least truth fact point worst best ex devil"
    " size shape colour kind sort"
)
GROUPS = _words("children people police men women folk staff family public team class")

PRONOUNS = _words(
    "he him his she her hers they them their theirs it its i me my mine we us our"
    " ours myself himself herself themselves ourselves itself one someone somebody"
    " everyone everybody anyone anybody nobody yourself"
)
OWN_PRONOUNS = _words("i me my mine myself we us our ours it its")
YOU = _words("you your yours")
AUXILIARIES = _words(
    "is are was were do does did has have had will would can could should may might"
)
FINITE = AUXILIARIES | _words(
    "went goes came comes turned turns worked works happened happens ended started"
    " starts began begins finished passed failed arrived got gets looks feels liked"
    " likes sold bought found made took takes left moved settled survived held grew"
    " won lost decided opened closed needs wants must"
)
OPENERS = AUXILIARIES | _words(
    "how what when where which who why we this there something since in on the our"
    " happy belated all"
)  # what a sentence may begin with and is no name
AFTER_WILL = ARTICLES | YOU | {"i"}
QUESTIONS = _words("how whether if what when where who why which")
ASKING = _words("how what when where who why which")
AFTER_ASK = _words("to for about whether if how")
BEFORE_TO = _words("how what when where whether")
FUNCTION = (
    ARTICLES
    | PREPOSITIONS
    | PRONOUNS
    | YOU
    | AUXILIARIES
    | QUESTIONS
    | _words(
        "and or but so because although though while since until before after over"
        " under than that this these those there here then not no never nor only just"
        " also too very really quite rather almost always often again ever yet still"
        " already maybe perhaps well as be been being am off both either neither some"
        " any all each every many much such"
    )
)

# What was said about a day is no longer true on another.
RELATIVE = _words(
    "today tomorrow yesterday tonight now soon later recently lately currently next"
    " last this ago upcoming coming monday tuesday wednesday thursday friday saturday"
    " sunday mon tue tues wed thu thur thurs fri sat sun"
)
# After one of these the first half of a line may no longer hold.
UNDONE = _words(
    "not never no cancelled canceled postponed dropped instead rejected refused"
    " declined abandoned unless until nothing failed decided"
)
# Not for a cheerful sentence made by a machine: the user finds the words.
GRIEF = _words(
    "death dead died dying funeral grief mourning bereavement suicide suicidal"
    " miscarriage stillbirth divorce divorced divorcing separation separated breakup"
    " break-up affair cheating abortion hospice arrest arrested prison jail court"
    " custody lawsuit rape abuse assault secret secrets confidential killed murder"
    " grave burial loss widow widowed passed-away overdose violence"
)
# Idioms, and words about people that one would not say to anybody else.
UNFIT = _words(
    "piss grip break hint mickey sack boot shit fuck fucking damn bloody arse ass wife"
    " husband girlfriend boyfriend lover mistress man guy girl bloke"
)
TENDER = GRIEF | _words(
    "lost losing cancer tumour tumor chemo chemotherapy illness ill sick disease"
    " diagnosis diagnosed hospital surgery operation depression depressed anxiety"
    " burnout burn-out therapy therapist rehab alcohol drinking drunk addiction"
    " accident stroke dementia alzheimer's alzheimers parkinson's hiv pregnancy"
    " pregnant infertility ivf fired layoff layoffs laid redundancy redundant"
    " baby unemployed unemployment bankruptcy bankrupt debt debts refugee asylum crying"
    " cried tears hate hates hated angry furious idiot stupid boring annoying crazy"
    " ugly salary crush drugs weight money mess"
)

# These are innocent words in other languages, so they need a sign that it is English.
TENDER_IN_ENGLISH = _words("die dies war fat")
SIGNS = _words("the she he they from with about would might my and his their")

# Verbs of one's own news: active, never the half of a passive.
OWN_PAST = _words(
    "started began finished completed joined left moved changed quit built wrote"
    " published launched bought sold adopted learned learnt ran planted climbed"
    " visited travelled traveled cycled walked hiked swam gave taught became got"
    " passed signed switched retired returned opened founded organised organized"
    " hosted painted baked read took went saw spoke played won lost sailed rowed"
    " repaired renovated restored translated recorded cooked knitted sewed grew"
    " found came drove rode flew wove carved sang danced skied made said"
)
NOT_AFTER_PAST = _words("by out redundant off up to be")
MOVES = {
    "signed": _words("up"), "gave": _words("up"), "took": _words("up off"),
    "moved": _words("out to"), "went": _words("to out"), "came": _words("out to"),
    "travelled": _words("to"), "traveled": _words("to"), "returned": _words("to"),
    "walked": _words("to"), "cycled": _words("to"), "flew": _words("to"),
    "sailed": _words("to"), "drove": _words("to"), "learned": _words("to"),
    "learnt": _words("to"), "began": _words("to"), "started": _words("to"),
    "switched": _words("to"), "grew": _words("up"), "ran": _words("to out"),
    "climbed": _words("up to"), "swam": _words("to out"), "spoke": _words("up to"),
    "rode": _words("to"), "rowed": _words("to out"),
}  # fmt: skip

BEFORE_SEVERAL = ACTIVITIES | HEADS | NOUNS | _words("driving walking singing tomato")

PLACE_PREPOSITIONS = _words("at in on through during via over")
NOT_IN_A_PLACE = (
    (PRONOUNS - _words("my our"))
    | YOU
    | AUXILIARIES
    | QUESTIONS
    | _words("last next this ago yesterday today tomorrow not never no")
)
# A place to have met "at"; other nouns want another preposition.
NOT_AT = _words(
    "phone web net metro way street"
    " road beach island mountain team class village country city middle same day"
    " night morning evening year week summer winter spring autumn friend friends"
    " neighbour neighbor brother sister cousin colleague wife husband son daughter"
    " mother father boss one guy man woman army navy nineties eighties seventies"
)
DAY_PARTS = _words("evening night weekend day dinner lunch breakfast brunch")
EVENTS = _words(
    "conference summit meetup festival fair workshop university college school"
    " museum library café cafe market expo forum congress symposium hackathon"
    " barcamp party wedding course show"
)
RIDES = _words("train plane bus flight ferry tram boat coach internet")
OWNED_PLACES = EVENTS | _words(
    "yard house flat garden studio office barn bakery restaurant stall boatyard class"
    " exhibition concert opening"
)
# What one asks for, and what stands before it.
FAVOURS = {
    "intro": "for an", "introduction": "for an", "reference": "for a",
    "recommendation": "for a", "help": "for", "advice": "for", "feedback": "for",
}  # fmt: skip
# Nothing is woven in that holds one of these.
UNSAID = UNFIT | PRONOUNS | RELATIVE | (TITLES - ARTICLES)
