"""The words by which people lay out a return, as data: totals, parts, notes, generic headers.

All are compared folded (see `folding`): width, case, blanks and hyphens do not
count, and traditional characters are read as simplified ones.
"""

from __future__ import annotations

_WORDS_OF_TOTALS = "合计 总计 小计 共计 总和 总数 计 total totals subtotal grandtotal sum"
_WORDS_OF_COUNTS = """
数量 个数 户数 人数 村数 家数 件数 数目 数 绝对数 总数 count counts number numbers no. no n
"""
_WORDS_OF_SHARES = """
占比 比例 比重 百分比 百分率 占比例 占 所占比例 所占比重 构成比 构成 % share shares percent
percentage proportion pct percentshare
"""
_WORDS_OF_AMOUNTS = "金额 数额 款额 amount amounts value"
_WORDS_OF_GROUPING = """
其中 指标 项目 内容 情况 分类 类别 基本情况 分类情况 ofwhich indicator indicators item items
category categories
"""
_WORDS_OF_NUMBERING = "甲 乙 丙 丁 戊 栏次 序号 行次 列次"

# A row or column of this name states what the others make together.
TOTALS = frozenset(_WORDS_OF_TOTALS.split())
TOTAL_ENDINGS = ("合计", "总计", "小计", "共计")
TOTAL_OPENINGS = ("grandtotal", "subtotal", "total,", "total(", "total:", "totalof", "totalfor")

# A row that repeats a part of the row above it.
OF_WHICH = ("其中", "ofwhich", "ofthese", "including:", "thereof")

# A row that is said about the table; the sign may be a colon or nothing.
NOTES = (
    "注", "备注", "附注", "说明", "填表说明", "填报说明", "资料来源", "数据来源", "来源", "note",
    "notes", "remark", "remarks", "source", "sources", "*", "※", "†",
)  # fmt: skip
SIGNED = (
    "填表人", "制表人", "填报人", "审核人", "复核人", "负责人", "单位负责人", "分管领导", "联系人",
    "联系电话", "电话", "制表日期", "填表日期", "填报日期", "填报时间", "制表时间", "报送日期",
    "报送时间", "上报时间", "制表", "审核", "签字", "盖章", "preparedby", "checkedby", "approvedby",
    "compiledby", "signed", "signature", "telephone", "phone", "contact", "date",
)  # fmt: skip

# A header below a group's name that only says in what the group is stated.
COUNTS = frozenset(_WORDS_OF_COUNTS.split())
SHARES = frozenset(_WORDS_OF_SHARES.split())
AMOUNTS = frozenset(_WORDS_OF_AMOUNTS.split())
COUNT_ENDINGS = ("数量", "个数", "户数", "人数", "数目", "数", "count", "number")
SHARE_ENDINGS = (
    "所占比例", "所占比重", "占比例", "百分比", "占比", "比例", "比重", "percentage", "percent",
    "share", "pct", "%",
)  # fmt: skip
AMOUNT_ENDINGS = ("金额", "数额", "款额", "amount")
COUNT_OPENINGS = ("numberof", "no.of", "countof")
SHARE_OPENINGS = ("shareof", "percentageof", "proportionof", "percentof", "%of")

# A parent that groups columns without saying what they are.
GROUPING = frozenset(_WORDS_OF_GROUPING.split())
# What stands in the key columns of a row that only numbers the columns.
COLUMN_NUMBERING = frozenset(_WORDS_OF_NUMBERING.split())
# What stands in the key columns of a row that only states units, folded.
UNIT_ROWS = frozenset(("计量单位", "单位", "unit", "units"))

_PAIRS = """
標标 範范 進进 達达 鄉乡 鎮镇 縣县 區区 單单 項项 類类 別别 歲岁 週周 總总 計计 數数 額额 實实 際际
補补 貼贴 財财 務务 產产 業业 農农 員员 黨党 織织 組组 團团 體体 機机 構构 級级 層层 長长 辦办 場场
設设 備备 積积 極极 養养 險险 醫医 療疗 衛卫 學学 習习 訓训 練练 競竞 賽赛 獎奖 勵励 懲惩 罰罚 環环
綠绿 電电 話话 號号 碼码 審审 負负 責责 編编 製制 報报 註注 說说 資资 來来 統统 調调 聯联 繫系 係系
認认 證证 簽签 發发 營营 運运 轉转 換换 費费 餘余 結结 應应 預预 決决 債债 權权 據据 檔档 書书 記记
職职 隊队 領领 導导 幹干 傳传 會会 開开 關关 門门 間间 問问 題题 聽听 講讲 議议 論论 評评 誰谁 讀读
課课 試试 詳详 誤误 語语 請请 諸诸 諮谘 諾诺 謀谋 謝谢 證证 識识 譯译 護护 讓让 賃赁 賬账 貨货 貿贸
貸贷 購购 貧贫 質质 賣卖 買买 價价 贊赞 贈赠 軟软 渙涣 較较 載载 輛辆 輪轮 輸输 輕轻 農农 邊边 過过
還还 這这 連连 選选 遺遗 遷迁 適适 遞递 遠远 違违 鄰邻 醬酱 釋释 鐵铁 銀银 錢钱 錄录 鋼钢 鐘钟 鍾钟
險险 陽阳 陰阴 階阶 際际 隨随 隱隐 雙双 雜杂 離离 難难 雲云 靈灵 靜静 響响 頁页 順顺 須须 頒颁 預预
頭头 顧顾 顯显 風风 飛飞 飯饭 館馆 馬马 駐驻 驗验 驟骤 魚鱼 鳥鸟 麥麦 黃黄 點点 齊齐 齡龄 齒齿 龍龙
歷历 曆历 歸归 殘残 毀毁 氣气 沒没 況况 測测 湯汤 準准 溫温 滿满 漢汉 潔洁 澤泽 濟济 灣湾 災灾 為为
無无 熱热 燈灯 爭争 爾尔 牆墙 狀状 獨独 獲获 現现 環环 畝亩 畢毕 異异 當当 疊叠 監监 盤盘 眾众 碼码
礎础 種种 稱称 穩稳 窮穷 競竞 築筑 簡简 籃篮 籌筹 籍籍 糧粮 紀纪 約约 紅红 納纳 純纯 級级 紙纸 細细
終终 給给 絕绝 經经 綜综 維维 網网 緊紧 線线 緣缘 縮缩 縱纵 總总 績绩 繼继 續续 罷罢 羅罗 義义 習习
聖圣 聞闻 聲声 脫脱 腦脑 臨临 臺台 舉举 舊旧 艙舱 莊庄 華华 萬万 葉叶 著着 蓋盖 薦荐 藝艺 藥药 處处
虛虚 蟲虫 術术 衝冲 補补 裝装 裡里 複复 復复 製制 見见 規规 視视 親亲 覺觉 覽览 觀观 觸触 訂订 訴诉
診诊 詞词 該该 認认 億亿 儀仪 優优 償偿 兒儿 兩两 冊册 凍冻 劃划 劇剧 勞劳 動动 勝胜 勢势 勤勤 匯汇
彙汇 協协 參参 叢丛 號号 員员 問问 啟启 喪丧 嚴严 國国 園园 圓圆 圖图 圍围 執执 堅坚 報报 壓压 壞坏
壩坝 壽寿 夠够 奪夺 婦妇 媽妈 孫孙 學学 寧宁 審审 寫写 寬宽 寶宝 將将 專专 對对 導导 屆届 屬属 島岛
崗岗 巖岩 帥帅 師师 帶带 幣币 幫帮 幾几 庫库 廠厂 廣广 廳厅 張张 強强 彈弹 錶表 從从 徵征 德德 憲宪
應应 懷怀 戰战 戶户 拋抛 掃扫 採采 換换 揚扬 損损 搶抢 擁拥 擇择 擔担 擴扩 據据 攝摄 敗败 敵敌 斷断
於于 時时 暢畅 暫暂 業业 條条 東东 極极 樓楼 樂乐 標标 樣样 機机 檢检 權权 欄栏 歡欢 歐欧 決决 佔占
僅仅 個个 們们 倉仓 傷伤 債债 傾倾 備备 價价 亂乱 務务 後后 產产 併并 佈布 託托 徹彻 摺折 戲戏 團团
塊块 塗涂 墊垫 變变 讚赞 餐餐 養养 騎骑 鬥斗 鬧闹 麗丽 纖纤 鹽盐 鹼碱 縫缝 緒绪 緩缓 緝缉 縣县 貝贝
販贩 貫贯 貴贵 貿贸 賀贺 資资 賓宾 賞赏 賢贤 賠赔 賦赋 賴赖 贏赢 躍跃 軍军 轄辖 轉转 辭辞 郵邮 鄭郑
"""
SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _PAIRS.split() if pair[0] != pair[1]}
"""Traditional characters that occur in reports, by code, with the simplified one."""
