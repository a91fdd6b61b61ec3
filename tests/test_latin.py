"""Latin words in Arabic letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.text.latin import arabic, spelled
from briefing.text.transliteration import plain_of, transliterated

NAMES = """
Johnson:جونسون Michael:مايكل Christopher:كريستوفر Schneider:شنايدر George:جورج Charles:تشارلز
Robert:روبرت Richard:ريتشارد Thomas:توماس David:ديفيد James:جيمس Joseph:جوزيف Daniel:دانيال Matthew:ماثيو
Anthony:أنتوني Steven:ستيفن Stephen:ستيفن Andrew:أندرو Kenneth:كينيث Kevin:كيفن Brian:براين Edward:إدوارد
Ronald:رونالد Timothy:تيموثي Jason:جيسون Jeffrey:جيفري Ryan:رايان Jacob:جيكوب Gary:غاري Nicholas:نيكولاس
Eric:إريك Jonathan:جوناثان Larry:لاري Justin:جاستن Scott:سكوت Brandon:براندون Benjamin:بنيامين
Gregory:غريغوري Alexander:ألكسندر Patrick:باتريك Jack:جاك Dennis:دينيس Jerry:جيري Tyler:تايلر Aaron:آرون
Henry:هنري Douglas:دوغلاس Peter:بيتر Adam:آدم Walter:والتر Harold:هارولد Albert:ألبرت Roger:روجر
Keith:كيث Mary:ماري Linda:ليندا Susan:سوزان Jessica:جيسيكا Karen:كارين Nancy:نانسي Sandra:ساندرا
Emily:إيميلي Amanda:أماندا Melissa:ميليسا Deborah:ديبورا Stephanie:ستيفاني Rebecca:ريبيكا Laura:لورا
Helen:هيلين Nicole:نيكول Emma:إيما Carolyn:كارولين Janet:جانيت Maria:ماريا Heather:هيذر Diane:ديان
Julie:جولي Victoria:فيكتوريا Lauren:لورين Christina:كريستينا Kelly:كيلي Smith:سميث Williams:ويليامز
Brown:براون Jones:جونز Miller:ميلر Davis:ديفيس Wilson:ويلسون Anderson:أندرسون Taylor:تايلور Moore:مور
Jackson:جاكسون Martin:مارتن Lee:لي Thompson:تومسون White:وايت Harris:هاريس Clark:كلارك Robinson:روبنسون
Walker:ووكر Allen:ألين King:كينغ Wright:رايت Hill:هيل Nelson:نيلسون Baker:بيكر Hall:هول Campbell:كامبل
Mitchell:ميتشل Roberts:روبرتس Carter:كارتر Phillips:فيليبس Evans:إيفانز Turner:تيرنر Parker:باركر
Edwards:إدواردز Collins:كولينز Stewart:ستيوارت Morris:موريس Murphy:ميرفي Cook:كوك Rogers:روجرز
Morgan:مورغان Cooper:كوبر Peterson:بيترسون Bailey:بيلي Reed:ريد Kennedy:كينيدي Clinton:كلينتون
Reagan:ريغان Nixon:نيكسون Lincoln:لينكولن Blair:بلير Cameron:كاميرون Blinken:بلينكن Sullivan:سوليفان
Austin:أوستن Pompeo:بومبيو Bolton:بولتون Harvard:هارفارد Oxford:أوكسفورد Cambridge:كامبريدج
Stanford:ستانفورد Princeton:برينستون Dallas:دالاس Denver:دنفر Florida:فلوريدا Georgia:جورجيا Sydney:سيدني
Macron:ماكرون Chirac:شيراك Sarkozy:ساركوزي Hollande:هولاند Bordeaux:بوردو Toulouse:تولوز
Strasbourg:ستراسبورغ Renault:رينو Citroën:سيتروين François:فرانسوا Jacques:جاك Pierre:بيير Laurent:لوران
Michel:ميشيل Camille:كاميل Isabelle:إيزابيل Müller:مولر Schmidt:شميت Merkel:ميركل Scholz:شولتس
Steinmeier:شتاينماير Schröder:شرودر Hoffmann:هوفمان Weber:فيبر Fischer:فيشر Klopp:كلوب
Frankfurt:فرانكفورت Stuttgart:شتوتغارت Leipzig:لايبزيغ Erdoğan:أردوغان Özil:أوزيل Şimşek:شيمشك
Hakan:هاكان Fidan:فيدان Mehmet:محمد Rodríguez:رودريغيز Martínez:مارتينيز Hernández:هيرنانديز
Sánchez:سانشيز García:غارسيا Guardiola:غوارديولا Messi:ميسي Ronaldo:رونالدو Jiménez:خيمينيز Lavrov:لافروف
Medvedev:ميدفيديف Yeltsin:يلتسين Peskov:بيسكوف Zakharova:زاخاروفا Shoigu:شويغو Navalny:نافالني
Prigozhin:بريغوجين Tchaikovsky:تشايكوفسكي Zelensky:زيلينسكي Poroshenko:بوروشينكو Modrić:مودريتش
Ibrahimović:إبراهيموفيتش Lewandowski:ليفاندوفسكي Vučić:فوتشيتش Novak:نوفاك Meloni:ميلوني Draghi:دراغي
Giovanni:جوفاني Luciano:لوتشانو Stephenson:ستيفنسون Harrison:هاريسون Crawford:كروفورد Bradley:برادلي
Sanders:ساندرز Graham:غراهام Hamilton:هاميلتون Jefferson:جيفرسون Franklin:فرانكلين Madison:ماديسون
Monroe:مونرو Coleman:كولمان Freeman:فريمان Spencer:سبنسر Palmer:بالمر Hughes:هيوز Foster:فوستر
Simpson:سيمبسون Sherman:شيرمان Grant:غرانت Gibson:غيبسون Wallace:والاس McCain:ماكين McConnell:ماكونيل
Cheney:تشيني Powell:باول Rice:رايس Kerry:كيري Romney:رومني Pence:بنس Vance:فانس Rubio:روبيو Truman:ترومان
Bush:بوش Bezos:بيزوس Altman:ألتمان Hawking:هوكينغ Darwin:داروين Einstein:أينشتاين Edison:إديسون
Dickens:ديكنز Hitchcock:هيتشكوك Tarantino:تارانتينو Eastwood:إيستوود Pitt:بيت Beckham:بيكهام Rooney:روني
Gerrard:جيرارد Lampard:لامبارد Sterling:ستيرلينغ Rashford:راشفورد Southgate:ساوثغيت Mourinho:مورينيو
Zidane:زيدان Griezmann:غريزمان Benzema:بنزيما Lyon:ليون Nantes:نانت Montréal:مونتريال Québec:كيبيك
Beaufort:بوفور Dupont:دوبون Moreau:مورو Fabius:فابيوس Juppé:جوبيه Attal:أتال Barnier:بارنييه Bayrou:بايرو
Habeck:هابيك Lindner:ليندنر Schäuble:شويبله Kohl:كول Brandt:برانت Genscher:غينشر Schumacher:شوماخر
Kroos:كروس Köln:كولن Düsseldorf:دوسلدورف Nürnberg:نورنبرغ Dresden:دريسدن Hannover:هانوفر Arda:أردا
Güler:غولر Çalhanoğlu:تشالهان_أوغلو İmamoğlu:إمام_أوغلو Ramos:راموس Casillas:كاسياس Piqué:بيكيه
Morales:موراليس Maduro:مادورو Chávez:تشافيز Castro:كاسترو Lula:لولا Bolsonaro:بولسونارو Neymar:نيمار
Pelé:بيليه Maradona:مارادونا Borrell:بوريل Rajoy:راخوي Sobyanin:سوبيانين Volodin:فولودين
Patrushev:باتروشيف Gerasimov:غيراسيموف Surovikin:سوروفيكين Lukashenko:لوكاشينكو Tolstoy:تولستوي
Chekhov:تشيخوف Pushkin:بوشكين Brezhnev:بريجنيف Kasparov:كاسباروف Yanukovych:يانوكوفيتش Klitschko:كليتشكو
Zaluzhny:زالوجني Syrskyi:سيرسكي Mladić:ملاديتش Tadić:تاديتش Duda:دودا Tusk:توسك Orbán:أوربان Fico:فيكو
Babiš:بابيش Havel:هافل Stoltenberg:ستولتنبرغ Andersson:أندرسون Kristersson:كريسترسون Haaland:هالاند
Conte:كونتي Renzi:رينزي Salvini:سالفيني Mattarella:ماتاريلا Totti:توتي Milano:ميلانو Torino:تورينو
Gantz:غانتس Ben-Gvir:بن_غفير Smotrich:سموتريتش Modi:مودي Singh:سينغ Gandhi:غاندي Xi:شي Jinping:جينبينغ
Zhang:تشانغ Wang:وانغ Yamamoto:ياماموتو Suzuki:سوزوكي Kishida:كيشيدا
"""
"""Names as Arabic newspapers write them, that the rules find without any lexicon."""


@pytest.mark.parametrize("pair", NAMES.split())
def test_a_well_known_name_is_spelled_as_newsrooms_spell_it(pair: str) -> None:
    name, expected = pair.split(":")
    assert arabic(name) == expected.replace("_", " ")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Peter", "بيتر"),
        ("Robert", "روبرت"),
        ("Martin", "مارتن"),
        ("Smith", "سميث"),
        ("Shannon", "شانون"),
        ("Philip", "فيليب"),
        ("Victor", "فيكتور"),
        ("Chad", "تشاد"),
        ("Adam", "آدم"),
        ("Khan", "خان"),
        ("Queen", "كوين"),
        ("Max", "ماكس"),
    ],
)
def test_a_name_is_transliterated_by_rule(word: str, expected: str) -> None:
    assert transliterated(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("BBC", "بي بي سي"),
        ("AT", "إيه تي"),
        ("pdf", "بي دي إف"),
        ("x", "إكس"),
        ("HTTPS", "إتش تي تي بي إس"),
        ("OpenSky", "أوبن سكي"),
        ("WADA", "وادا"),
        ("FARC", "إف إيه آر سي"),
        ("McDonald", "ماكدونالد"),
        ("O'Neill", "أونيل"),
        ("Arkhangel’sk", "أرخانغلسك"),
        ("al-Assad", "الأسد"),
        ("ash-Sharaa", "الشرع"),
        ("BCDFGJKLMNPQRSTVWXZ", "بكدفغجكلمنبقرستفوكسز"),
    ],
)
def test_acronyms_are_spelled_and_joined_words_parted(word: str, expected: str) -> None:
    assert arabic(word) == expected


def test_spelling_leaves_out_what_is_no_letter() -> None:
    assert spelled("U.S.") == "يو إس"


@pytest.mark.parametrize(
    ("char", "expected"),
    [
        ("é", "e"),
        ("Ü", "U"),
        ("ø", "o"),
        ("Ł", "L"),
        ("ß", "ss"),
        ("ﬁ", "fi"),
        ("Ａ", "A"),
        ("𝐛", "b"),
        ("ə", "a"),
    ],
)
def test_letters_of_every_latin_alphabet_have_a_plain_form(char: str, expected: str) -> None:
    assert plain_of(char) == expected


@settings(max_examples=100, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=40))
def test_nothing_latin_remains(word: str) -> None:
    assert re.fullmatch("[\u0621-\u064a ]+", arabic(word))
