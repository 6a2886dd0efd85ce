"""products.csv to products."""

from __future__ import annotations

from decimal import Decimal

from kaiji.minerals.evidence.product import read_products

DATA = """\
製品キー,英語名,製品名,区分,製造形態,タンタル,錫,金,タングステン,サプライチェーン外,取引先,売上
ROUTER,Routers,ルーター,Network equipment,製造委託,はい,はい,yes,不明,no,S-1;S-2,"1,250,000"
CABLE,LAN cables,LANケーブル,Network equipment,contracted,no,no,no,no,,S-2,
""".encode("cp932")


def test_products() -> None:
    read = read_products(DATA, "products.csv")
    router, cable = read.products
    assert (router.key, router.name, router.name_ja, router.made) == ("ROUTER", "Routers", "ルーター", "contracted")
    assert router.necessary == ("Tantalum", "Tin", "Gold")
    assert router.undecided == ("Tungsten",)
    assert (router.suppliers, router.revenue) == (("S-1", "S-2"), Decimal(1250000))
    assert (router.source.place.line, router.source.place.record) == (2, "ROUTER")
    assert (cable.necessary, cable.undecided, cable.revenue) == ((), (), None)
    assert [one.code for one in read.findings] == ["FILE-201", "EVD-031"]
