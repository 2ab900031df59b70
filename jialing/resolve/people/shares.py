"""How common names are: shares of surnames and syllables, as a start where the records at hand are few.

Surnames: shares (per cent) that the Ministry of Public Security publishes for the commonest, rounded, added up over
characters of one romanisation. Syllables of given names: rough shares of the commonest. Both say how often a printed
name occurs, nothing about who bears it; what the records themselves show outweighs them as records grow.
"""

from __future__ import annotations

from types import MappingProxyType

OTHER_SURNAME = 2e-4
OTHER_GIVEN = 2e-3


def _shares(text: str) -> MappingProxyType[str, float]:
    pairs = (entry.split(":") for entry in text.split())
    return MappingProxyType({name: float(share) / 100 for name, share in pairs})


SURNAMES = _shares(
    "wang:7.5 li:7.4 zhang:7.1 liu:5.5 chen:4.6 yang:3.2 huang:2.2 zhao:2.1 wu:2.5 zhou:2.0 xu:2.5 sun:1.5 ma:1.3 "
    "zhu:1.4 hu:1.2 guo:1.2 he:1.5 lin:1.2 gao:1.1 luo:1.2 zheng:1.0 liang:0.9 xie:0.9 song:0.8 tang:0.9 han:0.7 "
    "feng:0.8 deng:0.6 cao:0.6 peng:0.6 zeng:0.6 xiao:0.6 tian:0.5 dong:0.5 yuan:0.6 pan:0.5 yu:1.3 jiang:1.2 "
    "cai:0.5 du:0.5 ye:0.4 cheng:0.5 su:0.4 wei:0.8 lu:1.3 ding:0.4 ren:0.4 shen:0.6 yao:0.4 cui:0.4 zhong:0.4 "
    "tan:0.5 fan:0.5 jin:0.4 shi:0.8 liao:0.3 jia:0.3 xia:0.3 fu:0.6 fang:0.4 bai:0.3 zou:0.3 meng:0.3 xiong:0.3 "
    "qin:0.4 qiu:0.4 yin:0.4 xue:0.2 yan:0.6 duan:0.2 lei:0.2 hou:0.2 long:0.2 tao:0.2 gu:0.3 mao:0.2 hao:0.2 "
    "gong:0.4 shao:0.2 wan:0.2 qian:0.2 dai:0.2 mo:0.2 kong:0.2 xiang:0.2 chang:0.1 lai:0.2 bao:0.15 shu:0.1 "
    "qi:0.2 ouyang:0.1 niu:0.15 ge:0.1 pu:0.1 an:0.15 hong:0.2 mei:0.1 ni:0.1 nie:0.15 ning:0.1 pang:0.1 qu:0.15 "
    "ruan:0.1 shang:0.1 sheng:0.1 si:0.05 sima:0.02 tong:0.15 wen:0.25 weng:0.1 xi:0.1 xin:0.1 xing:0.15 you:0.15 "
    "yue:0.1 zang:0.05 zhan:0.15 zhuang:0.1 zhuo:0.1 zuo:0.1 ai:0.1 bi:0.1 bian:0.1 bu:0.05 cen:0.05 chai:0.1 "
    "chi:0.05 chu:0.1 cong:0.03 dou:0.1 fei:0.05 gan:0.1 geng:0.1 guan:0.15 gui:0.05 hai:0.01 hua:0.1 huo:0.1 "
    "ji:0.3 jing:0.1 ju:0.1 kang:0.15 ke:0.1 kuang:0.1 lan:0.1 lian:0.05 ling:0.1 lou:0.05 man:0.03 miao:0.1 "
    "min:0.03 mu:0.1 ou:0.1 pei:0.1 ping:0.02 qiao:0.1 rong:0.05 sha:0.05 shan:0.05 shui:0.01 sui:0.05 teng:0.1 "
    "tu:0.1 xian:0.03 xuan:0.03 ying:0.05 yong:0.02 zhai:0.1 zhen:0.05 zhi:0.02 zong:0.05 zhuge:0.02 huangfu:0.02 "
    "shangguan:0.02 linghu:0.01 murong:0.01 situ:0.01 xiahou:0.01 gongsun:0.01 zhangsun:0.01 yuwen:0.01 "
    "duanmu:0.01 nangong:0.01 dugu:0.01 dongfang:0.01 yuchi:0.01"
)
SYLLABLES = _shares(
    "xiao:3.0 ming:2.2 hua:2.0 yu:3.2 jian:2.2 li:2.6 wei:3.0 jun:2.2 hong:2.0 zhi:2.2 ying:1.8 yan:2.0 jing:2.2 "
    "xin:2.2 jia:2.0 yi:2.2 wen:2.0 jie:1.6 hui:1.8 xue:1.2 lin:1.6 feng:1.6 ping:1.4 yang:1.4 ling:1.4 fang:1.2 "
    "bo:1.2 guo:1.4 chun:1.0 yong:1.2 hai:1.4 tao:1.0 min:1.2 cheng:1.4 qing:1.2 xia:1.0 dong:1.2 hao:1.2 zi:1.2 "
    "lei:0.9 qiang:0.8 peng:0.8 chen:1.0 bin:0.9 yun:1.0 jin:1.1 mei:0.9 shu:0.9 tian:0.9 rui:0.8 ting:0.8 "
    "xiang:1.0 gang:0.6 liang:0.9 chao:0.8 zhen:0.9 shi:0.9 sheng:0.9 fei:0.8 na:0.6 juan:0.6 ning:0.6 qi:0.9 "
    "long:0.7 kai:0.7 bing:0.5 yuan:1.0 zhong:0.7 rong:0.8 lan:0.7 guang:0.6 xing:0.7 song:0.5 dan:0.7 "
    "si:0.8 meng:0.7 han:0.6 ke:0.5"
)
