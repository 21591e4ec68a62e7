"""Figures of a sentence in both languages: what agrees however it is written, what is named, what evidence has."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.tables.figures import compare_figures, find_unproven
from tests.conftest import finish

ALIKE = [
    # digits, scales and marks
    ("热线六年受理1.5亿件。", "The hotline took 150 million requests in six years."),
    ("投资500万元。", "An investment of 5 million yuan."),
    ("投资500万元。", "An investment of 5,000,000 yuan."),
    ("投资5百万元。", "An investment of 5 million yuan."),
    ("投资0.05亿元。", "An investment of ¥5m."),
    ("总投资1.2万亿元。", "Total investment is 1.2 trillion yuan."),
    ("造价25亿英镑", "It cost £2.5bn"),
    ("全年投入3000万美元。", "It spent US$30 million in the year."),
    ("逾4亿韩元", "More than KRW 400 million"),
    ("面积3亿5000万平方米", "An area of 350 million square metres"),
    ("2万2千人", "22,000 people"),
    ("平台受理诉求3700多万件", "The platform handled over 37 million requests"),
    ("社区有近2000户居民。", "The community has nearly 2,000 households."),
    ("10 000人", "10,000 people"),
    ("绕城公路长5千米", "The ring road is 5 km long"),
    ("长3.5公里", "3.5km long"),
    ("3—5万元的补贴", "A subsidy of 30,000 to 50,000 yuan"),
    ("三到五年内完成。", "To be finished within three to five years."),
    ("公交车每10至15分钟一班。", "A bus runs every 10–15 minutes."),
    ("约300万至500万人", "3 to 5 million people"),
    # full width
    ("满意率为９７％。", "The rate of satisfaction was 97%."),
    ("共有１，２００户", "There are 1,200 households"),
    # numerals and words
    ("条例共五章三十八条。", "The regulation has five chapters and 38 articles."),
    ("条例共一百二十条。", "The regulation has 120 articles."),
    ("条例共三百零五条。", "The regulation has three hundred and five articles."),
    ("全市设二十四个服务点。", "The city has twenty-four service points."),
    ("两个部门各派两名人员。", "Two departments sent two people each."),
    ("两三个月后见效。", "It worked after two or three months."),
    ("二三十名志愿者", "20 to 30 volunteers"),
    ("三四百户", "300 to 400 households"),
    ("万余户", "More than ten thousand households"),
    ("百万人口的城市。", "A city of a million people."),
    ("超千万人口的大都市", "A metropolis of over ten million people"),
    ("千万级工单", "Some ten million work orders"),
    ("每万人拥有图书馆0.5座。", "There is 0.5 of a library per 10,000 people."),
    ("约有五十万人", "About half a million people"),
    ("二〇二四年三月启动。", "Launched in March 2024."),
    # vague numbers
    ("数百名志愿者清理河道。", "Hundreds of volunteers cleaned the river."),
    ("几十个社区加入试点。", "Dozens of communities joined the pilot."),
    ("数万名居民受益。", "Tens of thousands of residents benefited."),
    ("数百万市民使用该应用。", "Millions of residents use the app."),
    ("成千上万的游客", "Thousands of tourists"),
    ("十几名居民报名。", "A dozen or so residents signed up."),
    ("24个街区、12条线路。", "Two dozen blocks and 12 lines."),
    # shares
    ("满意率为百分之九十七。", "The rate of satisfaction was 97 per cent."),
    ("满意率提高了2.5个百分点。", "Satisfaction rose by 2.5 percentage points."),
    ("优良天数比例达到百分之八十五点五", "85.5% of days had good air"),
    ("降至3.2‰", "Down to 3.2‰"),
    ("一半居民是老人。", "Half of the residents are elderly."),
    ("投诉量下降过半", "Complaints fell by more than half"),
    ("约三分之一的街道改为步行街。", "About one third of the streets became pedestrian."),
    ("约三分之一的街道改为步行街。", "About a third of the streets became pedestrian."),
    ("三分之二的预算用于维修。", "Two-thirds of the budget goes into repair."),
    ("四分之三的家庭参加了调查。", "Three quarters of households took part in the survey."),
    ("四分之一的居民", "A quarter of residents"),
    ("四分之一的居民", "25% of residents"),
    ("八成居民表示满意。", "Eighty percent of residents said they were satisfied."),
    ("七八成的垃圾得到回收。", "70 to 80 per cent of waste is recycled."),
    ("覆盖率达九成五", "95% were covered"),
    ("九成住户有电梯。", "Nine in ten households have a lift."),
    ("1/3的车位", "A third of the parking spaces"),
    ("用水量是上年的1.2倍。", "Water use was 1.2 times that of the year before."),
    ("产量增长10倍", "Output grew tenfold"),
    ("投诉量翻了一番。", "Complaints doubled."),
    ("100%的公交车为电动。", "All buses are electric."),
    # years, months, days, hours
    ("2016年7月启用。", "Opened in July 2016."),
    ("2016年7月1日启用。", "Opened on July 1st, 2016."),
    ("2016年7月1日启用。", "Opened on 1 July 2016."),
    ("2016年7月1日启用。", "Opened on 01/07/2016."),
    ("2016年5月启用，居民可以报名。", "Opened in May 2016; residents may sign up."),
    ("2010年11月16日", "Nov. 16, 2010"),
    ("2018年5月7日至13日", "From 7 to 13 May 2018"),
    ("2019—2028年规划", "The plan for 2019–2028"),
    ("2019至2020年度", "The fiscal year 2019/20"),
    ("市审计长2025年的报告", "An April 2025 report by the comptroller"),
    ("20世纪90年代以来，老城逐渐空心化。", "Since the 1990s the old town has been hollowing out."),
    ("上世纪八十年代建成的小区。", "A housing estate built in the 1980s."),
    ("1990年代末的规划。", "A plan of the late 1990s."),
    ("90后创业者", "Entrepreneurs born in the 1990s"),
    ("19世纪的老城墙", "City walls of the nineteenth century"),
    ("十年间新增公园上百个。", "Within a decade the city gained over a hundred parks."),
    ("始于1999年，2004年竣工", "Begun in 1999 and finished five years later, in 2004"),
    ("“十四五”规划（2021—2025年）", "The 14th Five-Year Plan (2021–2025)"),
    ("第三季度增长5.2%。", "Up 5.2% in Q3."),
    ("上半年办理投诉1.2万件。", "12,000 complaints were handled in the first half of the year."),
    ("2023年下半年", "The second half of 2023"),
    ("半年内办结。", "Settled within six months."),
    ("两年半后完工。", "Finished two and a half years later."),
    ("半小时到达现场。", "On site within 30 minutes."),
    ("1小时内回应", "An answer within an hour"),
    ("连续两周无雨", "No rain for a fortnight"),
    ("下午3时至5时开放。", "Open from 3 p.m. to 5 p.m."),
    ("下午3点至5点开放。", "Open from 15:00 to 17:00."),
    ("会议上午10时30分开始。", "The meeting began at 10:30 a.m."),
    ("热线7×24小时服务。", "The hotline runs 24/7."),
    ("热线24小时服务。", "The hotline runs round the clock."),
    ("百日攻坚行动", "A 100-day campaign"),
    ("15分钟生活圈", "A 15-minute living circle"),
    ("一刻钟便民生活圈", "A 15-minute living circle"),
    # ordinals
    ("第三十三次会议", "The 33rd meeting"),
    ("第二届论坛在第18层举行。", "The 2nd forum was held on the 18th floor."),
    ("二期工程", "Phase II of the works"),
    ("排名第1", "Ranked first"),
    ("另一座公园", "A second park"),
    ("第二天一早", "Early the next day"),
    # one, and numerals in words and names
    ("扫描二维码，一网统管，统一受理。", "Scan the QR code for unified management on a network."),
    ("四川省与三亚市签约。", "Sichuan Province and Sanya City signed an agreement."),
    ("九龙坡区、九台区、五华区和西双版纳", "Jiulongpo, Jiutai, Wuhua and Xishuangbanna"),
    ("千家万户和百姓的烦心事", "The worries of homes and people"),
    ("全市划为三区，各有三条主街。", "The city has three zones with three main streets each."),
    ("每周五开放，每周六休息。", "Open every Friday, closed every Saturday."),
    ("每周三次巡查", "Inspected three times a week"),
    ("委托第三方评估第三产业", "An independent evaluation of services was commissioned"),
    # names
    ("拨打12345投诉。", "Call to complain."),
    ("纽约311热线接入新平台。", "New York’s hotline joined a new platform."),
    ("新平台", "The 311 hotline of New York’s new platform, after Covid-19, by ISO 37120"),
    ("C40城市集团和G20国家的PM2.5、5G与3D技术", "The networks of cities and countries and their technology"),
    ("每秒处理消息", "Messages handled per second"),
    # lists
    ("国家发展改革委等三部门发文。", "The Development and Reform Commission and two other ministries issued it."),
    ("国家发展改革委等三部门发文。", "Three bodies, led by the Commission, issued it."),
    ("在住房、气候和健康三个方面", "In housing, climate and health"),
    ("两国总理签署协议，双方满意。", "China’s premier and Singapore’s prime minister signed; both were content."),
]  # fmt: skip

UNLIKE = [
    ("1.5亿件", "15 million requests", ["1.5亿"], ["15 million"]),
    ("2143万件", "2.143 million requests", ["2143万"], ["2.143 million"]),
    ("满意率97%", "79% satisfied", ["97%"], ["79%"]),
    ("0.5%", "5%", ["0.5%"], ["5%"]),
    ("３５％", "53 per cent", ["３５％"], ["53 per cent"]),
    ("2016年7月启用", "Opened in July 2017", ["2016"], ["2017"]),
    ("2016年7月启用", "Opened in August 2016", ["7月"], ["August"]),
    ("2016年7月1日", "On 2 July 2016", ["1"], ["2"]),
    ("2016年月启用", "Opened in July 2016", [], ["July"]),
    ("2016年1日启用", "Opened on 1 July 2016", [], ["July"]),
    ("夏天启用", "Opened in July", [], ["July"]),
    ("2019—2028年", "From 2019 to 2027", ["2028"], ["2027"]),
    ("20世纪90年代", "The 1980s", ["20世纪90年代"], ["1980s"]),
    ("第一届", "The second session", [], ["second"]),
    ("第二届", "The first session", ["第二"], []),
    ("第三季度", "In the second quarter", ["第三"], ["second quarter"]),
    ("三个部门", "Four departments", ["三"], ["Four"]),
    ("两个月", "Three months", ["两"], ["Three"]),
    ("二十四个", "25 points", ["二十四"], ["25"]),
    ("十五个", "Fifty points", ["十五"], ["Fifty"]),
    ("一百二十条", "102 articles", ["一百二十"], ["102"]),
    ("千万人口", "A million people", ["千万"], ["million"]),
    ("百日", "1,000 days", ["百"], ["1,000"]),
    ("数百名", "Thousands of volunteers", ["数百"], ["Thousands"]),
    ("一半居民", "A third of residents", ["一半"], ["third"]),
    ("三分之一", "two-thirds", ["三分之一"], ["two-thirds"]),
    ("四分之一", "A fifth", ["四分之一"], ["fifth"]),
    ("八成居民", "70% of residents", ["八成"], ["70%"]),
    ("1.2倍", "1.3 times", ["1.2"], ["1.3"]),
    ("五公里", "50 km", ["五"], ["50"]),
    ("等三部门", "and four ministries", [], ["four"]),
    ("1个窗口", "At some windows", ["1"], []),
    ("项目", "Ten projects and half a dozen plans", [], ["Ten", "half a dozen"]),
    ("10个项目，共10处", "Projects", ["10"], []),  # named once
    ("PM2.5为30", "PM2.5 at 13", ["30"], ["13"]),
    ("5章38条", "5 chapters", ["38"], []),
]  # fmt: skip

# Sentences of the cases, in which each single figure is changed.
SENTENCES = [
    (
        "到2024年12月，热线并入60多条专线，话务员1700多名；2023年受理2143万件，2018年前每年约400万件。",
        (
            "By December 2024 the line had absorbed over 60 hotlines and had more than 1,700 operators; it took "
            "21.43 million requests in 2023, against about 4 million a year before 2018."
        ),
    ),
    (
        "市主管部门2024年12月公布：六年受理1.5亿件，解决率由53%升至97%，满意率由65%升至97.3%。",
        (
            "The city bureau in charge reported in December 2024: 150 million requests in six years, with the "
            "resolved share up from 53% to 97% and the satisfied share from 65% to 97.3%."
        ),
    ),
    (
        "社区2016年7月开放时可住565名18至27岁青年，有463间约23平方米的单间和102间合住房间。",
        (
            "When it opened in July 2016 the community housed 565 people aged 18 to 27, in 463 studios of about "
            "23 square metres and 102 rooms in shared flats."
        ),
    ),
    (
        "2015年悉尼市把2030年预计人口由5.4万上调至6.1万，规划住房3.05万套，每平方公里约2.2万人。",
        (
            "In 2015 the city raised its forecast for 2030 from 54,000 to 61,000 residents in 30,500 dwellings, "
            "about 22,000 people per square kilometre."
        ),
    ),
    (
        "2007年3月28日，首个环保公共住房试点Treelodge@Punggol推出，共7栋16层楼、712套住房。",
        (
            "On 28 March 2007 the first eco-friendly public housing trial, Treelodge@Punggol, was launched with "
            "seven 16-storey blocks and 712 flats."
        ),
    ),
    (
        "据2025年11月的报道，开放时段为早上6时至8时、下午3时至5时和晚7时以后，并随季节和客流调整。",
        (
            "A November 2025 report gives the hours as 6 to 8 in the morning, 3 to 5 in the afternoon and after 7 "
            "in the evening, adjusted by season and demand."
        ),
    ),
]
HOSTILE = [
    "1", "1,", "1.1", "1-", "1 to ", "1 000 ", "1:1:", "2019-", "a1", "AB 1", "two-", "hundreds of ", "second ", "May ",
    "2 in 3 ", "123 city service ", "一", "万亿", "一、", "等三", "第一", "A和B三", "百分之", "20世纪90年代", "1多万",
    "123政务服务",
]  # fmt: skip
DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")

UNITS_ZH = "零一二三四五六七八九"
UNITS_EN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell_zh(number: int) -> str:
    """Return `number` below 10,000 in Chinese numerals, the long way (一十二)."""
    digits = f"{number:04}"
    spelt = "".join(
        UNITS_ZH[int(digit)] + ("千百十"[place : place + 1] if digit != "0" else "")
        for place, digit in enumerate(digits)
    )
    return re.sub("零+", "零", spelt).strip("零")


def spell_en(number: int) -> str:
    """Return `number` below a million in English words."""
    for scale, word in ((1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            more = f"{' and ' if rest < 100 else ' '}{spell_en(rest)}" if rest else ""
            return f"{spell_en(number // scale)} {word}{more}"
    if number < 20:
        return UNITS_EN[number]
    return TENS_EN[number // 10 - 2] + (f"-{UNITS_EN[number % 10]}" if number % 10 else "")


def write_zh(number: int) -> list[str]:
    """Return ways to write `number` in Chinese."""
    return [f"{number}", f"{number:,}", f"{number / 10**4:.4f}万", f"{number / 10**8:.8f}亿"]


def write_en(number: int) -> list[str]:
    """Return ways to write `number` in English."""
    return [f"{number}", f"{number:,}", f"{number / 10**6:.6f} million", f"{number / 10**9:.9f}bn"]


def change(text: str) -> Iterator[str]:
    """Yield `text` with each of its figures in digits raised by one in its last place."""
    for found in DIGITS.finditer(text):
        digits = found[0]
        last = str((int(digits[-1]) + 1) % 10)
        yield text[: found.start()] + digits[:-1] + last + text[found.end() :]


@pytest.mark.parametrize(("text_zh", "text_en"), ALIKE)
def test_figures_that_say_the_same_agree_however_they_are_written(text_zh: str, text_en: str) -> None:
    assert compare_figures(text_zh, text_en) == ([], [])


@pytest.mark.parametrize(("text_zh", "text_en", "in_english", "in_chinese"), UNLIKE)
def test_a_figure_that_the_other_language_lacks_is_named_as_written(
    text_zh: str, text_en: str, in_english: list[str], in_chinese: list[str]
) -> None:
    assert compare_figures(text_zh, text_en) == (in_english, in_chinese)


@pytest.mark.parametrize(("text_zh", "text_en"), SENTENCES)
def test_any_figure_of_a_sentence_that_changes_in_one_language_is_named(text_zh: str, text_en: str) -> None:
    assert compare_figures(text_zh, text_en) == ([], [])
    for changed in change(text_zh):
        assert compare_figures(changed, text_en) != ([], []), changed
    for changed in change(text_en):
        assert compare_figures(text_zh, changed) != ([], []), changed


@given(number=st.integers(2, 10**9))
def test_digits_agree_with_every_scale_of_the_other_language(number: int) -> None:
    for chinese in write_zh(number):
        for english in write_en(number):
            assert compare_figures(f"共{chinese}人。", f"There are {english} people.") == ([], [])


@given(number=st.integers(2, 9_999))
def test_numerals_agree_with_words(number: int) -> None:
    chinese, english = spell_zh(number), spell_en(number)
    assert compare_figures(f"共{chinese}个。", f"There are {english} of them.") == ([], [])
    assert compare_figures(f"共{chinese}万个。", f"There are {english} thousand of them.")[0] == [f"{chinese}万"]


@given(one=st.integers(2, 10**7), other=st.integers(2, 10**7))
def test_two_numbers_agree_only_if_they_are_the_same(one: int, other: int) -> None:
    agrees = compare_figures(f"共{one}人。", f"There are {other:,} people.") == ([], [])
    assert agrees == (one == other)


@given(
    text=st.text(
        alphabet=st.sampled_from("0129１.,:/-—%％ 一两三十百万亿半几多第成分之年代世纪月等、和热线Aam"), max_size=60
    )
)
def test_whatever_is_named_stands_in_the_text(text: str) -> None:
    in_english, in_chinese = compare_figures(text, "")
    assert all(figure in text for figure in in_english)
    assert in_chinese == []


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    finish(compare_figures, text, "")
    finish(compare_figures, "", text)
    finish(find_unproven, text, "zh", text[:99])


@pytest.mark.parametrize(
    ("text", "language", "evidence", "unproven"),
    [
        ("Over 37 million requests in 2023.", "en", "3700多万件|2023年", []),
        ("2023年受理3700多万件。", "zh", "37 million|2024-07-17", ["2023"]),
        ("修缮商业面积17576平方米。", "zh", "1995|17.576 Quadratmeter", []),
        ("The first residents came on 1 July 2016.", "en", "2016.07.01", []),
        ("据2024年7月报道", "zh", "2024-07-17", []),
        ("2022年6月", "zh", "20220620", []),
        ("Three of 22 towns", "en", "twenty-two towns|三", []),
        ("12345热线受理90%的诉求，另有5%转办。", "zh", "90 %", ["5%"]),
        ("Two years, then two more, 14 in all.", "en", "", ["Two", "two", "14"]),
    ],
)
def test_a_figure_that_stands_in_no_piece_of_evidence_is_named(
    text: str, language: str, evidence: str, unproven: list[str]
) -> None:
    assert find_unproven(text, language, evidence) == unproven
