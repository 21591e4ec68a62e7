"""The forms of GB/T 7714 and APA, held against published examples: what they tell goes in, their text comes out.

ZOTERO: the 344 examples of GB/T 7714—2025（顺序编码，双语）, github.com/zotero-chinese/styles, index.md of that
style at commit 07f570c2. They are those of the standard, with full-width marks. STANDARD: the text layer of the
standard as sold, which knows neither spaces nor full-width marks, github.com/typst-doc-cn/bib-csl-dev-data,
data/GB-T_7714—2025.original.toml at commit 0076e89c. ZOTERO_2015: index.md of the style of 2015 in the first, at commit
259e3bfe. TEX_2015: github.com/zepinglee/gbt7714-bibtex-style, test/entry-electronic.bbl at commit 65484860. APA: guides
to the Publication Manual, seventh edition; those to data sets leave out the address, which comes last.
"""

from datetime import date

import pytest

from geo.export.references import Work, write_apa, write_gbt_2015, write_gbt_2025


def read(accessed: str, address: str, title: str, author: str = "", published: str = "", **more: str) -> Work:
    """Return a web page or, with a platform, a data set."""
    day = date.fromisoformat(accessed)
    return Work(author, title, published, address, day, "", data_set="platform" in more, **more)


ZOTERO = {
    160: (
        read("2025-05-06", "https://www.chnmuseum.cn/", "中国国家博物馆"),
        "中国国家博物馆[EB/OL]. [2025-05-06]. https://www.chnmuseum.cn/.",
    ),
    163: (
        read(
            "2025-06-22",
            "http://www.luxunmuseum.com.cn/uploads/allimg/150813/1-150Q31952110-L.jpg",
            "[《昨日之歌》图书封面]",
            published="2023-03-06",
        ),
        (
            "[《昨日之歌》图书封面][EB/OL]. （2023-03-06）[2025-06-22]. "
            "http://www.luxunmuseum.com.cn/uploads/allimg/150813/1-150Q31952110-L.jpg."
        ),
    ),
    178: (
        read(
            "2025-07-15",
            "https://www.nbsdc.cn/general/dataLinks/CSTR:16666.11.nbsdc.tfpbwtqf",
            "天宫二号遥感图像自然景物分类数据集",
            "周壮，李盛阳，吴薇，等",
            "2023-09-10",
            version="1.0",
            platform="国家基础学科公共科学数据中心",
        ),
        (
            "周壮，李盛阳，吴薇，等. 天宫二号遥感图像自然景物分类数据集[DS/OL]. V1.0. "
            "国家基础学科公共科学数据中心（2023-09-10）[2025-07-15]. "
            "https://www.nbsdc.cn/general/dataLinks/CSTR:16666.11.nbsdc.tfpbwtqf."
        ),
    ),
    180: (
        read(
            "2025-07-15",
            "https://ghdx.healthdata.org/gbd-2019",
            "Global Burden of Disease Study 2019 (GBD2019) data resources",
            "IHME",
            "2021",
            platform="Global Health Data Exchange",
        ),
        (
            "IHME. Global Burden of Disease Study 2019 (GBD2019) data resources[DS/OL]. "
            "Global Health Data Exchange（2021）[2025-07-15]. https://ghdx.healthdata.org/gbd-2019."
        ),
    ),
    312: (
        read("2025-08-26", "https://ydz.chp.org.cn/#/item?bookId=1&entryId=1154", "西黄丸", published="2023-10-07"),
        "西黄丸[EB/OL]. （2023-10-07）[2025-08-26]. https://ydz.chp.org.cn/#/item?bookId=1&entryId=1154.",
    ),
    314: (
        read(
            "2020-10-06",
            "https://www.iso.org/home.html",
            "ISO homepage",
            "International Organization for Standardization",
        ),
        (
            "International Organization for Standardization. ISO homepage[EB/OL]. [2020-10-06]. "
            "https://www.iso.org/home.html."
        ),
    ),
}

STANDARD = {
    "8.11.2.2 [2]": (
        read("2020-06-12", "https://www.loc.gov", "Library of Congress"),
        "Library of Congress[EB/OL].[2020-06-12].https://www.loc.gov.",
    ),
    "8.11.3.2 [2]": (
        read(
            "2023-03-06",
            "http://www.luxunmuseum.com.cn/uploads/allimg/150813/1-150Q31952110-L.jpg",
            "[《昨日之歌》图书封面]",
            published="2015-09-18",
        ),
        (
            "[《昨日之歌》图书封面][EB/OL].(2015-09-18) [2023-03-06]."
            "http://www.luxunmuseum.com.cn/uploads/allimg/150813/1-150Q31952110-L.jpg."
        ),
    ),
    "8.14.3 [1]": (
        read(
            "2025-07-15",
            "https://www.nbsdc.cn/general/dataLinks/CSTR:16666.11.nbsdc.tfpbwtqf",
            "天宫二号遥感图像自然景物分类科学数据",
            "周壮，李盛阳，吴薇，等",
            "2023-09-10",
            version="V1.0",
            platform="国家基础学科公共科学数据中心",
        ),
        (
            "周壮,李盛阳,吴薇,等.天宫二号遥感图像自然景物分类科学数据[DS/OL].V1.0.国家基础学科公共科学数据中心"
            "(2023-09-10)[2025-07-15].https://www.nbsdc.cn/general/dataLinks/CSTR:16666.11.nbsdc.tfpbwtqf."
        ),
    ),
    "B.13 [6]": (
        read(
            "2025-07-11",
            "https://opendata.pku.edu.cn/dataset.xhtml?persistentId=doi:10.18170/DVN/R96MSN",
            "人文社会科学数据集检索方法研究的数据集",
            "王继民，罗鹏程，赵常煜，等",
            "2025-06-11",
            version="2.2",
            platform="北京大学开放研究数据平台",
        ),
        (
            "王继民,罗鹏程,赵常煜,等.人文社会科学数据集检索方法研究的数据集[DS/OL].V2.2.北京大学开放研究数据平台"
            "(2025-06-11)[2025-07-11].https://opendata.pku.edu.cn/dataset.xhtml? persistentId=doi:10.18170/DVN/R96MSN."
        ),
    ),
}

TEX_2015 = {
    "bawden": (
        read(
            "2013-03-08",
            "http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf",
            "Origins and concepts of digital literacy",
            "BAWDEN D",
            "2008-05-04",
        ),
        (
            "BAWDEN D. Origins and concepts of digital literacy[EB/OL]. (2008-05-04)[2013-03-08]. "
            "http://www.soi.city.ac.uk/~dbawden/digital%20literacy%20chapter.pdf."
        ),
    ),
    "oclc": (
        read(
            "2012-03-27",
            "http://www.oclc.org/about/cooperation.en.html",
            "About OCLC: History of cooperation",
            "Online Computer Library Center, Inc.",
        ),
        (
            "Online Computer Library Center, Inc. About OCLC: History of cooperation[EB/OL]. [2012-03-27]. "
            "http://www.oclc.org/about/cooperation.en.html."
        ),
    ),
}

ZOTERO_2015 = {
    129: (
        read(
            "2025-07-15",
            "https://www.geodata.cn/main/face_science_detail?guid=192891852410344&typeName=face_science",
            "1901—2024年中国1km分辨率逐月降水量数据集",
            "彭守璋",
            "2025-07-07",
            platform="国家地球系统科学数据中心",
        ),
        (
            "彭守璋. 1901—2024年中国1km分辨率逐月降水量数据集[DS/OL]. 国家地球系统科学数据中心，2025[2025-07-15]. "
            "https://www.geodata.cn/main/face_science_detail?guid=192891852410344&typeName=face_science."
        ),
    ),
    137: (
        read(
            "2024-11-25",
            "https://ghdx.healthdata.org/gbd-2019",
            "Global Burden of Disease Study 2019 (GBD2019) data resources",
            "IHME",
            "2021",
            platform="Global Health Data Exchange",
        ),
        (
            "IHME. Global Burden of Disease Study 2019 (GBD2019) data resources[DS/OL]. "
            "Global Health Data Exchange，2021[2024-11-25]. https://ghdx.healthdata.org/gbd-2019."
        ),
    ),
}

APA = {
    "https://library.laguardia.edu/help/cite/apa-7-web/ (10.16), dated": (
        read(
            "2026-11-04",
            "https://www.who.int/features/qa/84/en",
            "Questions and answers on immunization and vaccine safety",
            "World Health Organization",
            "2018-03",
        ),
        (
            "World Health Organization. (2018, March). Questions and answers on immunization and vaccine safety. "
            "https://www.who.int/features/qa/84/en"
        ),
    ),
    "https://guides.lndlibrary.org/c.php?g=360086&p=7216111, undated": (
        Work(
            "U.S. Census Bureau",
            "U.S. and World Population Clock",
            "",
            "https://www.census.gov/popclock/",
            date(2019, 7, 3),
            "",
            platform="U.S. Department of Commerce",
        ),
        (
            "U.S. Census Bureau. (n.d.). U.S. and World Population Clock. U.S. Department of Commerce. "
            "Retrieved July 3, 2019, from https://www.census.gov/popclock/"
        ),
    ),
    "https://morningside.libguides.com/APA7/data_sets, number in the title": (
        read(
            "2026-11-04",
            "https://doi.org/10.3886/ICPSR37080.v1",
            "Cognitive effects of music and dance training in children (ICPSR 37080; Version V1)",
            "D'Souza, A., & Wiseheart, M.",
            "2018",
            platform="ICPSR",
        ),
        (
            "D'Souza, A., & Wiseheart, M. (2018). Cognitive effects of music and dance training in children "
            "(ICPSR 37080; Version V1) [Data set]. ICPSR. https://doi.org/10.3886/ICPSR37080.v1"
        ),
    ),
    "https://freecitationgenerator.com/apa/dataset, example 5": (
        read(
            "2026-11-04",
            "https://data.example.org/",
            "Global Temperature Time Series",
            "Climate Research Unit",
            "2022",
            version="4.6",
            platform="University of East Anglia",
        ),
        (
            "Climate Research Unit. (2022). Global Temperature Time Series (Version 4.6) [Data set]. "
            "University of East Anglia. https://data.example.org/"
        ),
    ),
}


@pytest.mark.parametrize("number", ZOTERO)
def test_gb_t_7714_of_2025_is_as_the_style_files_have_it(number: int) -> None:
    work, published = ZOTERO[number]
    assert write_gbt_2025(work) == published


@pytest.mark.parametrize("number", STANDARD)
def test_gb_t_7714_of_2025_has_the_items_of_the_standard_in_their_order(number: str) -> None:
    work, published = STANDARD[number]
    half_width = str.maketrans("，：（）", ",:()", " ")
    assert write_gbt_2025(work).translate(half_width) == published.translate(half_width)


@pytest.mark.parametrize("key", TEX_2015)
def test_gb_t_7714_of_2015_is_as_the_style_for_tex_has_it(key: str) -> None:
    work, published = TEX_2015[key]
    assert write_gbt_2015(work) == published


@pytest.mark.parametrize("number", ZOTERO_2015)
def test_a_data_set_of_2015_has_its_platform_for_a_publisher(number: int) -> None:
    work, published = ZOTERO_2015[number]
    assert write_gbt_2015(work) == published.replace("，", ", ")


@pytest.mark.parametrize("guide", APA)
def test_apa_is_as_guides_quote_the_manual(guide: str) -> None:
    work, published = APA[guide]
    assert write_apa(work) == published
