"""Two invented look-up lists, an older and a newer one, and a table of old ids."""

from __future__ import annotations

from kaiji.minerals.smelter.graph import Graph, graph_of
from kaiji.minerals.smelter.reference import Reference, read_reference

NEW = """metal,alias,standard_name,country,cid,city,state_province
Tin,Quellmark Tin Works,Quellmark Tin Works Ltd.,MALAYSIA,CID910001,Ipoh,Perak
Tin,QTW,Quellmark Tin Works Ltd.,MALAYSIA,CID910001,Ipoh,Perak
Tin,PT Bintara Ferno Muntok,PT Bintara Ferno Muntok,INDONESIA,CID910002,Muntok,Bangka
Tin,PT Bintara Ferno Kundra,PT Bintara Ferno Kundra,INDONESIA,CID910003,Kundra,Riau
Tin,Volnar Smelting S.A.,Volnar Smelting S.A.,BOLIVIA (PLURINATIONAL STATE OF),CID910004,Oruro,Oruro
Gold,Aurelba Refining USA Inc.,Aurelba Refining USA Inc.,UNITED STATES OF AMERICA,CID910005,Reno,Nevada
Gold,Aurelba Refining Canada Ltd.,Aurelba Refining Canada Ltd.,CANADA,CID910006,Brampton,Ontario
Gold,Jewelstone India Limited (Unit 1),Jewelstone India Limited (Unit 1),INDIA,CID910007,Coimbatore,Tamil Nadu
Gold,Jewelstone India Limited (Unit 2),Jewelstone India Limited (Unit 2),INDIA,CID910008,Coimbatore,Tamil Nadu
Gold,Tekamori Kinzoku Co.,Tekamori Kinzoku Co.,JAPAN,CID910009,Yokohama,Kanagawa
Tungsten,Hongwei Tungsten Co.,"Jiangxi Hongwei Tungsten Co., Ltd.",CHINA,CID910010,Ganzhou,Jiangxi
Tungsten,Smelter Not Listed,,,,,
"""
OLD = """metal,alias,standard_name,country,cid
Tin,Quellmark Tin,Quellmark Tin Smeltery,MALAYSIA,CID910001
Tin,Volnar Metals,Volnar Metals,BOLIVIA,CID910004
Tin,Brankovel Tin Ltd.,Brankovel Tin Ltd.,POLAND,CID910099
Gold,Oldham Precious,Oldham Precious Metals,UNITED STATES,CID910098
"""
OLD_IDS = """metal,standard_name_then,country,old_id,cid,source
Tin,Quellmark Tin Smeltery,MALAYSIA,2MYS901,CID910001,invented
Tin,Brankovel Tin Ltd.,POLAND,2POL902,CID910099,invented
Gold,Oldham Precious Metals,UNITED STATES,Added later,CID910098,invented
"""
FILES = {"lookup_CMRT_6.5.csv": NEW, "lookup_CMRT_3.01.csv": OLD, "old_ids.csv": OLD_IDS}


def references() -> list[Reference]:
    """Give the three lists as they are read."""
    found = [read_reference(text.encode(), name).reference for name, text in FILES.items()]
    return [one for one in found if one is not None]


def graph() -> Graph:
    """Give the graph of the three lists."""
    return graph_of(references())
