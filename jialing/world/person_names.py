# ruff: noqa: E501
"""Names of invented people.

Chinese surnames with the shares (per cent) that the Ministry of Public Security publishes for the commonest ones, rounded; given
names from common characters. Pinyin makes homonyms at about the rate that real author lists have. Names say nothing about
a person's country: both lists serve everywhere, in different shares.
"""

from __future__ import annotations

from jialing.world.listing import listed

SURNAMES = (
    "王 Wang 7.2|李 Li 7.2|张 Zhang 6.8|刘 Liu 5.4|陈 Chen 4.5|杨 Yang 3.1|黄 Huang 2.2|赵 Zhao 2.1|吴 Wu 2.0|周 Zhou 2.0|"
    "徐 Xu 1.7|孙 Sun 1.5|马 Ma 1.3|朱 Zhu 1.3|胡 Hu 1.2|郭 Guo 1.2|何 He 1.2|林 Lin 1.2|高 Gao 1.1|罗 Luo 1.1|郑 Zheng 1.0|"
    "梁 Liang 0.9|谢 Xie 0.8|宋 Song 0.8|唐 Tang 0.8|许 Xu 0.7|韩 Han 0.7|冯 Feng 0.6|邓 Deng 0.6|曹 Cao 0.6|彭 Peng 0.6|"
    "曾 Zeng 0.5|肖 Xiao 0.5|田 Tian 0.5|董 Dong 0.5|袁 Yuan 0.5|潘 Pan 0.5|于 Yu 0.5|蒋 Jiang 0.5|蔡 Cai 0.5|余 Yu 0.4|杜 Du 0.4|"
    "叶 Ye 0.4|程 Cheng 0.4|苏 Su 0.4|魏 Wei 0.4|吕 Lü 0.4|丁 Ding 0.4|任 Ren 0.4|沈 Shen 0.4|姚 Yao 0.4|卢 Lu 0.4|姜 Jiang 0.4|"
    "崔 Cui 0.4|钟 Zhong 0.4|谭 Tan 0.4|陆 Lu 0.3|汪 Wang 0.3|范 Fan 0.3|金 Jin 0.3|石 Shi 0.3|廖 Liao 0.3|贾 Jia 0.3|夏 Xia 0.3|"
    "韦 Wei 0.3|付 Fu 0.3|方 Fang 0.3|白 Bai 0.3|邹 Zou 0.3|孟 Meng 0.2|熊 Xiong 0.2|秦 Qin 0.2|邱 Qiu 0.2|江 Jiang 0.2|"
    "尹 Yin 0.2|薛 Xue 0.2|闫 Yan 0.2|段 Duan 0.2|雷 Lei 0.2|侯 Hou 0.2|龙 Long 0.2|史 Shi 0.2|陶 Tao 0.2|黎 Li 0.2|贺 He 0.2|"
    "顾 Gu 0.2|毛 Mao 0.2|郝 Hao 0.2|龚 Gong 0.2|邵 Shao 0.2|欧阳 Ouyang 0.1|司马 Sima 0.02|诸葛 Zhuge 0.02"
)
GIVEN = (
    "伟 wei 4|敏 min 3|静 jing 3|丽 li 3|强 qiang 2|磊 lei 3|军 jun 3|洋 yang 2|勇 yong 2|艳 yan 2|杰 jie 3|娟 juan 1|涛 tao 3|明 ming 3|"
    "超 chao 2|秀 xiu 1|霞 xia 1|平 ping 2|刚 gang 1|桂 gui 1|文 wen 3|华 hua 3|玲 ling 2|红 hong 2|波 bo 2|辉 hui 2|鹏 peng 2|建 jian 3|"
    "国 guo 2|志 zhi 3|海 hai 2|晓 xiao 4|小 xiao 2|玉 yu 3|宇 yu 3|雨 yu 2|浩 hao 2|博 bo 2|子 zi 2|思 si 2|佳 jia 3|嘉 jia 2|欣 xin 3|新 xin 2|"
    "鑫 xin 2|俊 jun 3|凯 kai 2|斌 bin 2|宁 ning 2|婷 ting 2|雪 xue 2|梅 mei 2|春 chun 1|东 dong 2|林 lin 2|峰 feng 3|飞 fei 2|龙 long 2|"
    "云 yun 2|天 tian 2|泽 ze 2|瑞 rui 2|悦 yue 2|彤 tong 1|晨 chen 2|阳 yang 2|锋 feng 1|亮 liang 2|丹 dan 2|倩 qian 2|琳 lin 2|颖 ying 2|"
    "慧 hui 2|芳 fang 2|燕 yan 2|娜 na 2|兵 bin 1|成 cheng 2|庆 qing 1|永 yong 2|少 shao 1|振 zhen 1|立 li 2|世 shi 1|兴 xing 1|家 jia 1|"
    "一 yi 2|怡 yi 2|逸 yi 1|诗 shi 1|梦 meng 2|梓 zi 1|睿 rui 1|轩 xuan 1|昊 hao 1|然 ran 2"
)
LATIN_SURNAMES = listed(
    "Abel Achterberg Adeyemi Ahmed Alvarez Andersen Arslan Bakker Banerjee Barros Becker Bianchi Brandt Campbell Cardoso Castillo "
    "Conti Cruz Dahl Das Diaz Dubois Eklund Fernandez Fischer Fontaine Garcia Ghosh Gruber Gupta Haddad Hansen Hassan Hoffmann "
    "Ibrahim Islam Ivanova Jansen Jensen Johansson Kaya Keller Khan Kim Kobayashi Kowalski Kumar Laurent Lee Lehmann Lindgren Lopez "
    "Malik Marino Martin Mehta Meyer Mishra Mohamed Moreau Morgan Morris Nakamura Nguyen Nielsen Novak Okafor Oliveira Omar Park "
    "Patel Pereira Petrov Popescu Rahman Reyes Ricci Robinson Rossi Russo Saito Santos Sato Schmidt Schneider Sharma Silva Singh "
    "Smirnov Sokolov Suzuki Svensson Tanaka Taylor Thomas Torres Tran Usman Vargas Virtanen Volkov Walker Weber Wilson Wright "
    "Yamamoto Yilmaz Young Zhukov Zimmermann"
)
LATIN_GIVEN = listed(
    "Ada Adrian Aisha Akira Alan Alex Ali Amir Ana Andrea Anna Anton Aya Ben Boris Carla Carlos Chiara Clara Daniel David Elena "
    "Elif Emil Emma Erik Eva Farid Fatima Felix Gabriel Grace Hana Hans Hassan Helena Hiro Ines Ingrid Ivan Jack James Jana Jean "
    "John Jonas Julia Kenji Kiran Lars Laura Leila Leo Lena Luca Lucas Maria Mark Marta Mei Michael Mina Mohammed Nadia Nina Noah "
    "Nora Olga Omar Oscar Paul Peter Pedro Rafael Rana Ravi Robert Rosa Sam Sana Sara Simon Sofia Sven Tariq Thomas Tomas Uma Vera "
    "Victor Viktor Yuki Yusuf Zara Zoe"
)


def rows(text: str) -> tuple[list[str], list[str], list[float]]:
    """Characters, pinyin and shares of a list above."""
    split = [row.split() for row in text.split("|")]
    return [r[0] for r in split], [r[1] for r in split], [float(r[2]) for r in split]
