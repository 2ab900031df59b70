"""What a work is about, as JSON: topics, keywords, concepts, MeSH. A few variants for each topic, kept."""

from __future__ import annotations

import msgspec

from jialing.world import prose
from jialing.world.fields import TOPICS_PER_SUBFIELD, Taxonomy, Topic

encode = msgspec.json.encode
VARIANTS = 5
N_WORDS = 4
MEDICAL = frozenset({24, 27, 28, 30})
NO_SUBJECT = b',"primary_topic":null,"topics":[],"keywords":[],"concepts":[],"mesh":[]'


class Subjects:
    """Encoded subjects by topic and variant."""

    def __init__(self, tree: Taxonomy) -> None:
        self._tree = tree
        self._at = {s: i for i, s in enumerate(tree.subfields)}
        self._kept: dict[tuple[int, int], bytes] = {}

    def text(self, topic: int, pick: int) -> bytes:
        """The members `primary_topic` to `mesh` for a topic (its position), in one of VARIANTS variants."""
        key = (topic, pick % VARIANTS)
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = self._encoded(*key)
        return found

    def _encoded(self, topic: int, variant: int) -> bytes:
        topics = self._tree.topics
        steps = (1, TOPICS_PER_SUBFIELD)[: variant % 3]
        shown = [topics[topic], *(topics[(topic + step * (variant + 1)) % len(topics)] for step in steps)]
        score = 0.999 - 0.013 * variant
        objects = [self._topic(t, round(score - 0.02 * i, 4)) for i, t in enumerate(shown)]
        field = self._tree.fields[topic // TOPICS_PER_SUBFIELD]
        words = _words(field, variant)
        return b"".join((
            b',"primary_topic":', objects[0], b',"topics":[', b",".join(objects), b'],"keywords":',
            encode(_keywords(words)),
            b',"concepts":', encode(_concepts(field, words)), b',"mesh":',
            encode(_mesh(words) if field in MEDICAL else []),
        ))  # fmt: skip

    def _topic(self, topic: Topic, score: float) -> bytes:
        tree, at = self._tree, self._at[topic.subfield]
        field, domain = tree.fields[at], tree.domains[at]
        body = {
            "id": f"https://openalex.org/T{topic.number}",
            "display_name": topic.name,
            "score": score,
            "subfield": level("subfields", topic.subfield, tree.names[f"S{topic.subfield}"]),
            "field": level("fields", field, tree.names[f"F{field}"]),
            "domain": level("domains", domain, tree.names[f"D{domain}"]),
        }
        return encode(body)


def level(kind: str, code: int, name: str) -> dict[str, str]:
    """A domain, field or subfield as OpenAlex refers to one."""
    return {"id": f"https://openalex.org/{kind}/{code}", "display_name": name}


def _words(field: int, variant: int) -> list[tuple[int, str]]:
    words = prose.keywords(field)
    places = [(variant * 2 + i) % len(words) for i in range(N_WORDS)]
    return [(at, words[at].capitalize()) for at in places]


def _score(rank: int) -> float:
    return round(0.8123 - 0.0707 * rank, 4)


def _keywords(words: list[tuple[int, str]]) -> list[dict[str, object]]:
    return [
        {
            "id": f"https://openalex.org/keywords/{word.lower().replace(' ', '-')}",
            "display_name": word,
            "score": _score(i),
        }
        for i, (_, word) in enumerate(words)
    ]


def _concepts(field: int, words: list[tuple[int, str]]) -> list[dict[str, object]]:
    return [
        {
            "id": f"https://openalex.org/C{9_900_000_000 + field * 100 + at}",
            "wikidata": f"https://www.wikidata.org/wiki/Q{9_900_000_000 + field * 100 + at}",
            "display_name": word,
            "level": min(i, 3),
            "score": _score(i),
        }
        for i, (at, word) in enumerate(words)
    ]


def _mesh(words: list[tuple[int, str]]) -> list[dict[str, object]]:
    return [
        {
            "descriptor_ui": f"D9{at:05d}",
            "descriptor_name": word,
            "qualifier_ui": None,
            "qualifier_name": None,
            "is_major_topic": i == 0,
        }
        for i, (at, word) in enumerate(words[:2])
    ]
