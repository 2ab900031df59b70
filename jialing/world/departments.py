# ruff: noqa: E501
"""Departments and laboratories by OpenAlex field, as affiliation strings name them: English, abbreviated, Chinese."""

from __future__ import annotations

_ROWS = """
11|School of Life Sciences|Sch. Life Sci.|生命科学学院;College of Agronomy|Coll. Agron.|农学院;College of Plant Protection|Coll. Plant Prot.|植物保护学院
12|School of Humanities|Sch. Humanit.|人文学院;Department of History|Dept. Hist.|历史系;College of Literature|Coll. Lit.|文学院
13|School of Life Science and Technology|Sch. Life Sci. & Technol.|生命科学与技术学院;Department of Biochemistry|Dept. Biochem.|生物化学系;Laboratory of Molecular Genetics|Lab. Mol. Genet.|分子遗传实验室
14|School of Management|Sch. Manage.|管理学院;School of Business|Sch. Bus.|商学院;Department of Accounting|Dept. Account.|会计系
15|School of Chemical Engineering|Sch. Chem. Eng.|化学工程学院;Department of Process Engineering|Dept. Process Eng.|过程工程系
16|College of Chemistry|Coll. Chem.|化学学院;School of Chemistry and Chemical Engineering|Sch. Chem. & Chem. Eng.|化学化工学院;Laboratory of Green Chemistry|Lab. Green Chem.|绿色化学实验室
17|School of Computer Science|Sch. Comput. Sci.|计算机学院;School of Software|Sch. Softw.|软件学院;School of Artificial Intelligence|Sch. Artif. Intell.|人工智能学院;Key Laboratory of Intelligent Computing|Key Lab. Intell. Comput.|智能计算重点实验室
18|School of Decision Science|Sch. Decis. Sci.|决策科学学院;Department of Systems Management|Dept. Syst. Manage.|系统管理系
19|College of Earth Sciences|Coll. Earth Sci.|地球科学学院;School of Geophysics|Sch. Geophys.|地球物理学院;State Key Laboratory of Geohazard Studies|State Key Lab. Geohazard Stud.|地质灾害研究国家重点实验室
20|School of Economics|Sch. Econ.|经济学院;School of Finance|Sch. Financ.|金融学院;Institute of Economic Research|Inst. Econ. Res.|经济研究所
21|School of Energy and Power|Sch. Energy & Power|能源与动力学院;Institute of New Energy|Inst. New Energy|新能源研究所
22|School of Mechanical Engineering|Sch. Mech. Eng.|机械工程学院;College of Civil Engineering|Coll. Civ. Eng.|土木工程学院;School of Electrical Engineering|Sch. Elect. Eng.|电气工程学院;School of Information and Communication Engineering|Sch. Informat. & Commun. Eng.|信息与通信工程学院;State Key Laboratory of Traction Systems|State Key Lab. Tract. Syst.|牵引系统国家重点实验室
23|College of Environment|Coll. Environm.|环境学院;School of Ecology|Sch. Ecol.|生态学院;Key Laboratory of Reservoir Environment|Key Lab. Reservoir Environm.|水库环境重点实验室
24|Department of Immunology|Dept. Immunol.|免疫学系;Institute of Infectious Diseases|Inst. Infect. Dis.|传染病研究所
25|School of Materials Science and Engineering|Sch. Mat. Sci. & Eng.|材料科学与工程学院;Institute of Advanced Materials|Inst. Adv. Mat.|先进材料研究所;Laboratory of Light Alloys|Lab. Light Alloys|轻合金实验室
26|School of Mathematics|Sch. Math.|数学学院;Department of Statistics|Dept. Stat.|统计系;School of Mathematical Sciences|Sch. Math. Sci.|数学科学学院
27|Department of Cardiology|Dept. Cardiol.|心内科;Department of Oncology|Dept. Oncol.|肿瘤科;Department of Radiology|Dept. Radiol.|放射科;School of Clinical Medicine|Sch. Clin. Med.|临床医学院;School of Public Health|Sch. Publ. Hlth.|公共卫生学院
28|Department of Neurology|Dept. Neurol.|神经内科;Institute of Brain Science|Inst. Brain Sci.|脑科学研究所
29|School of Nursing|Sch. Nursing|护理学院
30|School of Pharmacy|Sch. Pharm.|药学院;Department of Pharmacology|Dept. Pharmacol.|药理学系
31|School of Physics|Sch. Phys.|物理学院;Department of Optics|Dept. Opt.|光学系;Laboratory of Quantum Information|Lab. Quantum Informat.|量子信息实验室
32|Faculty of Psychology|Fac. Psychol.|心理学部
33|School of Public Administration|Sch. Publ. Adm.|公共管理学院;College of Education|Coll. Educ.|教育学院;School of Law|Sch. Law|法学院
34|College of Veterinary Medicine|Coll. Vet. Med.|动物医学院
35|School of Stomatology|Sch. Stomatol.|口腔医学院
36|School of Health Sciences|Sch. Hlth. Sci.|健康科学学院
"""
Department = tuple[str, str, str]


def departments() -> dict[int, tuple[Department, ...]]:
    """Field code -> departments, each (English, abbreviated, Chinese)."""
    found: dict[int, tuple[Department, ...]] = {}
    for row in _ROWS.strip().splitlines():
        code, _, rest = row.partition("|")
        triples = (tuple(item.split("|")) for item in rest.split(";"))
        found[int(code)] = tuple((t[0], t[1], t[2]) for t in triples)
    return found
