"""What people like to do and to have: closed lists of interests."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Interests that are done, so that "How is the climbing going?" is English.
ACTIVITIES = _words(
    "climbing running cycling swimming sailing rowing hiking gardening beekeeping"
    " photography painting drawing pottery knitting sewing weaving carving cooking"
    " baking brewing writing birdwatching fishing surfing skiing dancing singing"
    " woodworking carpentry bookbinding foraging bouldering kayaking canoeing diving"
    " skating translating filmmaking embroidery quilting calligraphy restoration"
    " teaching research fencing judo yoga juggling bird-watching spoon-carving"
)

# Interests that one can find time for; those in the second list need a noun after.
INTERESTS = ACTIVITIES | _words(
    "bees birds books boats bikes bread films music jazz opera choir poetry theatre"
    " chess crosswords puzzles radio soup cheese wine tea coffee beer cider rhubarb"
    " tomatoes mushrooms gardens roses trees fruit seeds islands tools fiction games"
    " lighthouses trains railways maps stamps stories tunes history archaeology"
    " astronomy geology fossils physics maths mathematics philosophy languages"
    " linguistics etymology typography type letterpress printing paper tiles"
    " ceramics glass wood woodwork furniture chairs rope knots engines motorbikes"
    " clocks machines textiles football rugby cricket tennis badminton basketball"
    " lamps dyes bands saunas"
    " novels comics cartoons documentaries podcasts museums architecture design"
    " planning cities software learning electronics robotics rivers canals walking"
    " walks sourdough pickles pigeons chickens dogs cats horses butterflies moths"
    " lichens ferns volcanoes caves markets pastry travel politics economics law"
    " medicine literature restaurants recipes plants flowers vegetables"
)
# Those one comes across, so that "any good books lately" is English.
FINDS = _words(
    "books boats bikes bread films music jazz poetry theatre crosswords puzzles radio"
    " soup cheese wine tea coffee beer cider mushrooms tools fiction games maps stories"
    " tunes typography type paper tiles ceramics glass furniture chairs lamps bands"
    " novels comics cartoons documentaries podcasts museums architecture markets pastry"
    " restaurants recipes walks pickles"
)
MODIFIERS = _words(
    "pear apple ghost folk fiddle hand sewing spoon table board role-playing video"
    " science crime urban open-source machine long cold-water children's fruit city"
    " natural brass bird stone steam model paper jazz choral film food street board"
)
