"""Titles and abstracts: grammatical, of no content, put together from small pieces."""

from __future__ import annotations

from collections.abc import Sequence

from jialing.world.listing import listed

_OBJECTS = {
    11: "rice yield;citrus rootstocks;soil microbes;pepper cultivars;tea quality;crop disease",
    12: "migration memory;river towns;classical verse;archival sources;oral history;craft traditions",
    13: "gene regulation;protein folding;stem cells;membrane transport;metabolic pathways;cell migration",
    14: "supply networks;platform firms;audit quality;brand trust;family firms;service design",
    15: "catalytic cracking;membrane reactors;biomass conversion;crystallisation;fluidised beds;electrolysis",
    16: "metal complexes;heterogeneous catalysis;organic synthesis;molecular sieves;electrocatalysts;polymer gels",
    17: "image segmentation;graph learning;edge computing;speech recognition;federated training;traffic forecasting",
    18: "group decisions;inventory control;risk ranking;preference models;scheduling rules;queueing systems",
    19: "landslide deposits;shale reservoirs;reservoir seismicity;karst aquifers;basin evolution;mountain rainfall",
    20: "regional convergence;household saving;credit constraints;trade openness;carbon prices;housing markets",
    21: "lithium storage;wind farms;hydropower dispatch;hydrogen production;smart grids;solar cells",
    22: "bridge girders;gear transmission;tunnel lining;motor drives;antenna arrays;vehicle suspension",
    23: "river sediment;air quality;urban wetlands;heavy metals;water reuse;forest carbon",
    24: "viral entry;vaccine response;antibiotic resistance;innate immunity;gut bacteria;host defence",
    25: "magnesium alloys;ceramic coatings;perovskite films;composite laminates;high-entropy alloys;graphene membranes",
    26: "elliptic equations;random graphs;optimal control;lattice points;stochastic flows;matrix inequalities",
    27: "liver cancer;stroke outcome;diabetic kidney disease;heart failure;lung nodules;sepsis",
    28: "cortical circuits;memory consolidation;chronic pain;sleep rhythms;epileptic networks;motor learning",
    29: "nurse staffing;palliative care;home care;patient safety;shift work;wound care",
    30: "drug delivery;herbal compounds;receptor binding;liver toxicity;oral absorption;kinase inhibitors",
    31: "topological states;plasma waves;optical cavities;quantum dots;neutrino detection;superfluid flow",
    32: "working memory;adolescent stress;reading ability;social trust;emotion regulation;screen time",
    33: "rural schooling;urban governance;public services;digital inclusion;elderly care;land reform",
    34: "swine nutrition;poultry vaccines;dairy health;parasite control;aquaculture disease;feed additives",
    35: "dental implants;enamel erosion;periodontal bone;orthodontic force;oral mucosa;root canals",
    36: "gait training;hearing aids;stroke rehabilitation;speech therapy;sports injury;physiotherapy",
}
_ADJECTIVES = listed(
    "Adaptive Robust Coupled Distributed Hierarchical Sparse Nonlinear Multi-scale Joint Sequential Integrated "
    "Comparative Probabilistic Stable Efficient Interpretable Layered Dynamic Spatial Long-term"
)
_METHODS = listed(
    "modelling;estimation;characterisation;assessment;optimisation;simulation;detection;prediction;measurement;control;"
    "classification;analysis;synthesis;monitoring;design;mapping;reconstruction;screening;calibration;comparison",
    ";",
)
_ENDINGS = listed(
    "under uncertainty;with limited data;in mountainous regions;a case study;across cities;based on field measurements;"
    "evidence from ten years;with improved stability;using mixed methods;a multi-centre study;at high temperature;"
    "for regional planning;in the upper reaches;with S&amp;T applications;a review;and its applications",
    ";",
)
_SENTENCES = (
    "In recent years {o} has drawn growing attention because its {m} remains difficult in practice.",
    "This paper proposes a {a} approach to the {m} of {o} and states its assumptions.",
    "Data were collected at several sites and cleaned by rules that are described in detail.",
    "The {m} is carried out in three steps, each of which can be repeated independently.",
    "Results show that the {a} method reduces the mean error compared with the baseline.",
    "We find that {o} responds to changes in temperature, load and composition in a {a} way.",
    "A comparison with four existing methods indicates an improvement in accuracy and in stability.",
    "The influence of the main parameters is examined and the optimal range is given.",
    "These findings provide a reference for engineering practice and for the planning of further work.",
    "Limitations of the study are discussed together with the conditions under which they matter.",
    "The sample is moderate and the conclusions should be read with the intervals that accompany them.",
    "Finally, an application to {o} demonstrates that the proposed {m} is feasible at low cost.",
)


def objects(field: int) -> tuple[str, ...]:
    """What works of a field are about."""
    return tuple(_OBJECTS.get(field, _OBJECTS[22]).split(";"))


def title(field: int, picks: Sequence[int]) -> str:
    """A title; ``picks`` are four numbers."""
    a, m, o, e = picks
    thing = objects(field)[o % 6]
    return f"{_ADJECTIVES[a % 20]} {_METHODS[m % 20]} of {thing} {_ENDINGS[e % 16]}"


def abstract(field: int, picks: Sequence[int]) -> dict[str, list[int]]:
    """An abstract of five sentences as OpenAlex stores it: word -> positions."""
    a, m, o, e = picks
    words = {"a": _ADJECTIVES[a % 20].lower(), "m": _METHODS[m % 20], "o": objects(field)[o % 6]}
    start = e % 12
    text = " ".join(_SENTENCES[(start + step) % 12] for step in (0, 1, 3, 4, 7)).format_map(words)
    index: dict[str, list[int]] = {}
    for position, word in enumerate(text.split(" ")):
        index.setdefault(word, []).append(position)
    return index


def keywords(field: int) -> tuple[str, ...]:
    """Twelve keywords of a field."""
    return (*objects(field), *_METHODS[field % 14 : field % 14 + 6])


_CHINESE_OBJECTS = {
    11: "水稻;柑橘;土壤微生物;花椒", 13: "基因;蛋白质;干细胞;代谢通路", 15: "催化反应器;膜分离装置;生物质",
    16: "金属配合物;电催化剂;分子筛",
    17: "图像;交通流;语音;边缘计算", 19: "滑坡;页岩气;库岸;地下水", 21: "锂电池;水电站;氢气;电网",
    22: "桥梁;齿轮;隧道;电机;天线",
    23: "河流泥沙;空气质量;重金属;湿地", 24: "病毒;疫苗;抗生素", 25: "镁合金;陶瓷涂层;钙钛矿;复合材料",
    27: "肝癌;脑卒中;肺结节;心衰",
    28: "癫痫;慢性疼痛;睡眠", 30: "药物载体;中药;激酶抑制剂", 31: "光学腔;量子点;等离子体", 34: "饲料;疫苗;水产病害",
    35: "种植牙;牙釉质;根管",
}  # fmt: skip
_CHINESE_HOWS = ("自适应", "高效", "多尺度", "低成本", "智能", "绿色", "在线", "协同")
_CHINESE_METHODS = ("检测方法", "控制系统", "制备工艺", "优化设计", "监测装置", "评价模型", "回收技术", "识别方法")


def chinese_title(field: int, pick: int) -> str:
    """A title in Chinese, as patents and projects have them."""
    things = _CHINESE_OBJECTS.get(field, _CHINESE_OBJECTS[22]).split(";")
    how, method = _CHINESE_HOWS[pick % 8], _CHINESE_METHODS[pick // 8 % 8]
    return f"一种{things[pick // 64 % len(things)]}的{how}{method}"
