"""How Latin letters sound in Arabic letters, language by language: tables only.

Written after the habits of Arabic newsrooms (p → ب, v → ف, g → غ, a vowel letter for most vowels). A row is
a pattern and what it becomes; ``^`` and ``$`` are the ends of the word, and the first row that fits at a
place wins: those of the language, then those of :data:`COMMON`.
"""

from __future__ import annotations

from typing import Final, TypeAlias

Rules: TypeAlias = tuple[tuple[str, str], ...]

C: Final = "[bcdfghjklmnpqrstvwxz]"
"""A consonant."""

ENDINGS: Final = {
    # English, German, Nordic: what a name is put together with; what stands before is read as a word
    "english": {
        "borough": "بورو",
        "boro": "بورو",
        "burgh": "برغ",
        "nchester": "نشستر",
        "chester": "تشستر",
        "inson": "نسون",
        "cester": "ستر",
        "field": "فيلد",
        "wood": "وود",
        "worth": "وورث",
        "mouth": "موث",
        "ville": "فيل",
        "bridge": "بريدج",
        "brook": "بروك",
        "shire": "شاير",
        "stone": "ستون",
        "port": "بورت",
        "house": "هاوس",
        "town": "تاون",
        "land": "لاند",
        "lands": "لاندز",
        "ford": "فورد",
        "dale": "ديل",
        "side": "سايد",
        "gate": "غيت",
        "more": "مور",
        "bury": "بري",
        "well": "ويل",
        "ham": "هام",
        "ton": "تون",
        "son": "سون",
        "man": "مان",
        "berg": "برغ",
        "burg": "بورغ",
        "sen": "سن",
        "lund": "لوند",
        "quist": "كويست",
        "gren": "غرين",
        "wick": "ويك",
        "bourne": "بورن",
        "burn": "برن",
        "stein": "شتاين",
        "way": "واي",
    },
    "german": {
        "mann": "مان",
        "stein": "شتاين",
        "meier": "ماير",
        "mayer": "ماير",
        "heim": "هايم",
        "haus": "هاوس",
        "hausen": "هاوزن",
        "bach": "باخ",
        "dorf": "دورف",
        "burg": "بورغ",
        "berg": "برغ",
        "berger": "برغر",
        "feld": "فيلد",
        "stadt": "شتات",
        "wald": "فالد",
        "hafen": "هافن",
        "hagen": "هاغن",
        "furt": "فورت",
        "ingen": "ينغن",
        "hof": "هوف",
        "baum": "باوم",
    },
}

ENGLISH: Final[Rules] = (
    ("^anth(?=on)", "أنت"),
    ("^thomp$", "توم"),
    ("^jacob", "جيكوب"),
    ("^roger", "روجر"),
    ("^joseph", "جوزيف"),
    ("^alexand", "ألكسند"),
    ("^benjamin", "بنيامين"),
    ("^adam", "آدم"),
    ("^robert", "روبرت"),
    ("^albert", "ألبرت"),
    ("(?<=[ao])ther$", "ذر"),
    ("bri[ae]n$", "براين"),
    ("gin(?=[aei])", "جين"),
    ("^gi(?=n|l$)", "جي"),
    ("orgia$", "ورجيا"),
    ("(?<=^[jm])a(?=s$|son$)|(?<=^[jm])a$", "ي"),
    ("a(?=[kt]er$)", "ي"),
    ("ei(?=th|l)", "ي"),
    # s at the end of a family name, and between vowels
    ("(?<=[aeiou][lmn])s$|(?<=er)s$|(?<=rd)s$|(?<=ll)s$|(?<=n[dg])s$", "ز"),
    ("(?<=[lr][lmn])es$|(?<=o[mn])es$", "ز"),
    ("ughes$", "يوز"),
    ("(?<=[aeou])s(?=an$|e$|el|ep)|(?<=[ieou])s(?=a$)", "ز"),
    (f"(?<=^{C})all$", "ول"),
    ("alk(?=er|$)", "وك"),
    (f"(?<=^{C})ell?$|(?<=^{C}{{2}})ell?$", "يل"),
    ("(?<=[nrs]t)in$|(?<=v)in$", "ن"),
    (f"(?<=[aeiouy]{C})e(?=[rn](?![rn]){C}|l(?!l){C})", ""),
    (f"(?<=[aeiouy]{C}{C})e(?=[rn](?![rn]){C}|l(?!l){C})", ""),
    (f"(?<=[a-z])e(?=[ln](?![ln]){C})", ""),
    ("(?<=^[jd])u(?=st)|u(?=nt|mp|ck|ff|bb|dd|gg|ster|sty)", "ا"),
    (f"(?<=^{C})er$|(?<=^{C}{{2}})er$", "ير"),
    ("ain$", "ين"),
    ("(?<=[nr])ell$", "يل"),
    ("^ge(?=rr|ra|ne$|m)", "جي"),
    ("(?<=^[a-z])a(?=tes$)", "ي"),
    ("^south", "ساوث"),
    (f"(?<=^{C})a(?=[bcdfgklmnprstvz]e$)|(?<=^{C}{{2}})a(?=[bcdfgklmnprstvz]e$)", "ي"),
    (f"(?<=^{C})i(?=[bcdfgklmnprstvz]e$)|(?<=^{C}{{2}})i(?=[bcdfgklmnprstvz]e$)", "اي"),
    ("(?<=^[tklr])y(?=l|an|s)", "اي"),
    ("ur(?=n|t|ph|b)", "ير"),
    ("(?<=[lr])en$", "ين"),
    ("en$", "ن"),
    ("ai(?=[rl])", "ي"),
    ("ow(?=n|er|el|d)", "او"),
    ("ou(?=nd|nt)", "او"),
)

COMMON: Final[Rules] = (
    # words and parts that no rule reads
    ("^mcc?(?=[a-z]{3})", "ماك"),
    ("michael|mikhael", "مايكل"),
    ("christ", "كريست"),
    ("nichol", "نيكول"),
    ("^thom(?=as)", "توم"),
    ("^georg(?=e|ia|i)", "جورج"),
    ("^james", "جيمس"),
    ("^jean(?![ns])", "جان"),
    ("^dav(?=i[ds])", "ديف"),
    ("^ste(?:ph|v)en", "ستيفن"),
    # consonants of several letters
    ("tth", "ث"),
    ("ngh$", "نغ"),
    ("ngh(?=[ae])", "نغه"),
    ("ndh", "ند"),
    ("dt$", "ت"),
    ("tsch", "تش"),
    ("sch", "ش"),
    ("tion$", "شن"),
    ("ssion$", "شن"),
    ("sion$", "جن"),
    ("ough", "وف"),
    ("augh", "و"),
    ("eigh$", "ي"),
    ("eigh", "اي"),
    ("igh", "اي"),
    ("^wh", "و"),
    ("^kn", "ن"),
    ("^wr", "ر"),
    ("ch(?=r)", "ك"),
    ("ch(?=l[aeo])", "ك"),
    ("tch", "تش"),
    ("ch", "تش"),
    ("sh", "ش"),
    ("th", "ث"),
    ("ph", "ف"),
    ("gh$", ""),
    ("gh", "غ"),
    ("kh", "خ"),
    ("dh", "ذ"),
    ("zh", "ج"),
    ("dj", "ج"),
    ("dge?$", "دج"),
    ("dge", "دج"),
    ("ck", "ك"),
    ("cc(?=[ei])", "كس"),
    ("sc(?=[eiy])", "س"),
    ("pb", "ب"),
    ("(?<=o)h(?=[nlm])|(?<=[aeu])h(?=[lmn]$)", ""),
    ("qu", "كو"),
    ("x", "كس"),
    # vowels at the beginning
    ("^eu", "يو"),
    ("^aa", "آ"),
    ("^ai|^ay", "آي"),
    ("^au", "أو"),
    ("^oo|^ou|^ow|^oa", "أو"),
    ("^ee|^ea", "إي"),
    ("^io|^yo|^jo(?=v)", "يو"),
    ("^ia|^ya", "يا"),
    ("^ye", "ي"),
    ("^a", "أ"),
    ("^e(?=[mv]+[aeiouy]|th)", "إي"),
    ("^e", "إ"),
    (f"^i(?={C}[aeiouy])", "إي"),
    ("^i", "إ"),
    ("^o", "أو"),
    ("^uni", "يوني"),
    ("^u", "أو"),
    # endings
    ("rew$", "رو"),
    ("ew", "يو"),
    ("(?<=n)iel$", "يال"),
    ("iel$", "ييل"),
    ("uel$", "ويل"),
    ("ell?$", "ل"),
    ("en$", "ن"),
    ("er$", "ر"),
    # vowels of several letters
    ("oo|oa|ou|ow|oe", "و"),
    ("ee|ea|ey", "ي"),
    ("ie(?=.)", "ي"),
    ("ei|ai|ay", "اي"),
    ("au|aw", "و"),
    ("ue$", ""),
    ("ue", "وي"),
    ("ia$", "يا"),
    ("ia", "يا"),
    ("io", "يو"),
    ("ie$", "ي"),
    ("(?<=nt)e$", "ي"),
    (f"(?<={C})e$", ""),
    # single letters
    ("c(?=[eiy])", "س"),
    ("g(?=e$|eo|io|ia|iu|y$)", "ج"),
    ("h$", ""),
)

HOME_NAMES: Final = """
mohammed:محمد mohamed:محمد mohammad:محمد muhammad:محمد mohamad:محمد muhammed:محمد ahmed:أحمد ahmad:أحمد
ali:علي hussein:حسين hussain:حسين husain:حسين hossein:حسين hassan:حسن hasan:حسن omar:عمر umar:عمر
othman:عثمان osman:عثمان khaled:خالد khalid:خالد khalil:خليل mahmoud:محمود mahmud:محمود youssef:يوسف
yousef:يوسف yusuf:يوسف yousuf:يوسف ibrahim:إبراهيم ismail:إسماعيل abdullah:عبد_الله abdallah:عبد_الله
abdulrahman:عبد_الرحمن abdelrahman:عبد_الرحمن abdulaziz:عبد_العزيز abdelaziz:عبد_العزيز
abdelfattah:عبد_الفتاح abdel:عبد abdul:عبد abd:عبد mustafa:مصطفى moustafa:مصطفى mostafa:مصطفى saleh:صالح
salih:صالح saeed:سعيد salman:سلمان salem:سالم salim:سليم faisal:فيصل fahd:فهد hamad:حمد hamed:حامد
hamid:حميد nasser:ناصر nasrallah:نصر_الله fatima:فاطمة aisha:عائشة maryam:مريم mariam:مريم khadija:خديجة
zainab:زينب zeinab:زينب layla:ليلى leila:ليلى nour:نور noor:نور samir:سمير tariq:طارق tarek:طارق
tareq:طارق rashid:راشد rashed:راشد karim:كريم kareem:كريم jamal:جمال gamal:جمال kamal:كمال walid:وليد
waleed:وليد ziad:زياد imad:عماد majid:ماجد majed:ماجد nabil:نبيل wael:وائل yasser:ياسر yasir:ياسر
bashar:بشار hafez:حافظ assad:أسد sisi:سيسي sadr:صدر maliki:مالكي sistani:سيستاني hariri:حريري aoun:عون
berri:بري arafat:عرفات abbas:عباس haniyeh:هنية sinwar:سنوار mashal:مشعل hamas:حماس hezbollah:حزب_الله
hizbullah:حزب_الله houthi:حوثي houthis:حوثيين taliban:طالبان qaeda:قاعدة qaida:قاعدة jihad:جهاد
islam:إسلام islamic:إسلامي quran:قرآن sharia:شريعة ramadan:رمضان eid:عيد allah:الله intifada:انتفاضة
sheikh:شيخ shaikh:شيخ emir:أمير bin:بن ibn:بن ben:بن recep:رجب tayyip:طيب mehmet:محمد sharif:شريف
sharaa:شرع shara:شرع bint:بنت abu:أبو abou:أبو umm:أم
"""
"""Arabic names and words as they are written in Latin letters, come home: «Mohammed» is محمد."""

SMALL_WORDS: Final = """
the:ذا of:أوف and:آند for:فور to:تو in:إن on:أون at:آت by:باي my:ماي we:وي he:هي she:شي be:بي me:مي no:نو
so:سو go:غو one:ون new:نيو le:لو la:لا les:لي de:دي du:دو des:دي et:إي un:أن une:أون que:كو qui:كي
pour:بور von:فون van:فان der:دير den:دين das:داس die:دي und:أوند zu:تسو el:إل los:لوس las:لاس del:ديل
di:دي da:دا dei:دي della:ديلا il:إل do:دو dos:دوس
"""
"""Words that hold the names of works and bodies together, in several languages."""

LETTERS: Final = {
    "a": "ا",
    "b": "ب",
    "c": "ك",
    "d": "د",
    "e": "ي",
    "f": "ف",
    "g": "غ",
    "h": "ه",
    "i": "ي",
    "j": "ج",
    "k": "ك",
    "l": "ل",
    "m": "م",
    "n": "ن",
    "o": "و",
    "p": "ب",
    "q": "ق",
    "r": "ر",
    "s": "س",
    "t": "ت",
    "u": "و",
    "v": "ف",
    "w": "و",
    "x": "كس",
    "y": "ي",
    "z": "ز",
}
"""What is left, letter by letter; a doubled consonant is one."""
