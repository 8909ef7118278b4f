package policy_test

// eligibilityCases were written down from the rules of the exams, not from the
// policy files: exam, education, major, years asked in the named work (and of
// all work), the rule that must be found, and what comes of it half a year
// above the limit: m for met, p where a person must decide all the same. What
// follows describes the candidate further.
const eligibilityCases = `
yijian 专科 建筑工程技术 4/6 college p
yijian 本科 土木工程 3/4 bachelor m
yijian 第二学士学位 工程管理 2/3 second-bachelor m
yijian 研究生班 土木工程 2/3 second-bachelor m
yijian 硕士研究生 土木工程 1/2 master m
yijian 博士研究生 土木工程 1 doctor m
erjian 中专 工业与民用建筑 2 secondary m path=secondary
erjian 本科 土木工程 2 secondary m
jianli 专科 市政工程技术 6 college p
jianli 本科 土木工程 4 bachelor m
jianli 硕士研究生 结构工程 2 master m
jianli 博士研究生 岩土工程 0 doctor m
yizao 专科 工程造价 5 college-cost m
yizao 专科 会计 6 college p
yizao 本科 工程造价 4 bachelor-accredited m accredited=yes
yizao 本科 工程造价 5 bachelor m accredited=no
yizao 硕士研究生 结构工程 3 master m
yizao 第二学士学位 土木工程 3 master m
yizao 博士研究生 结构工程 1 doctor m
yizao 专科 商务英语 7 college-other m
yizao 本科 法学 6 bachelor-other m
yizao 硕士研究生 法学 4 master-other m
yizao 博士研究生 法学 2 doctor-other m
erzao 专科 工程造价 2 college-cost p
erzao 专科 建筑工程技术 3 college p
erzao 本科 工程管理 1 bachelor-cost p
erzao 硕士研究生 土木工程 2 bachelor p
erzao 专科 商务英语 4 college-other p
erzao 本科 法学 3 bachelor-other p
yixiao 专科 消防工程技术 4/6 college m
yixiao 专科 建筑工程技术 5/7 college-related p
yixiao 专科 建筑工程技术 6/8 college-other m
yixiao 本科 消防工程 3/4 bachelor m
yixiao 本科 土木工程 4/5 bachelor-related p
yixiao 本科 土木工程 5/6 bachelor-other m
yixiao 第二学士学位 消防工程 2/3 second-bachelor m
yixiao 第二学士学位 土木工程 3/4 second-bachelor-related p
yixiao 第二学士学位 土木工程 4/5 second-bachelor-other m
yixiao 硕士研究生 消防工程 1/2 master m
yixiao 硕士研究生 土木工程 2/3 master-related p
yixiao 硕士研究生 土木工程 3/4 master-other m
yixiao 博士研究生 消防工程 1 doctor m
yixiao 博士研究生 土木工程 2 doctor-related p
yixiao 博士研究生 土木工程 3 doctor-other m
zhongan 专科 安全技术与管理 5 college p
zhongan 专科 会计 7 college-other m
zhongan 本科 安全工程 3 bachelor m
zhongan 本科 法学 5 bachelor-other m
zhongan 第二学士学位 安全工程 2 second-bachelor m
zhongan 第二学士学位 法学 3 second-bachelor-other m
zhongan 硕士研究生 安全科学与工程 1 master p
zhongan 硕士研究生 法学 2 master-other m
zhongan 博士研究生 法学 1 doctor m
zhongan 中专 会计 3 junior m title=初级注册安全工程师
yaoshi 专科 药学 5 college m
yaoshi 本科 中药学 3 bachelor m
yaoshi 硕士研究生 药学 1 second-bachelor m
yaoshi 博士研究生 药学 0 doctor m
yaoshi 专科 护理 6 college-related p
yaoshi 本科 临床医学 4 bachelor-related p
yaoshi 第二学士学位 临床医学 2 second-bachelor-related p
yaoshi 博士研究生 临床医学 1 doctor-related p
yaoshi 中专 药剂 7 secondary p path=secondary
zhushe 中专 护理 4 secondary m path=secondary
zhushe 高中 无 4 secondary m path=high_school
zhushe 专科 社会工作 2 college m
zhushe 本科 社会工作 0 bachelor m
zhushe 专科 会计 4 college-other m
zhushe 本科 法学 2 bachelor-other m
zhushe 硕士研究生 法学 2 bachelor-other m
shegong 中专 护理 6 secondary m path=secondary title=助理社会工作师
shegong 专科 社会工作 4 college m
shegong 本科 社会工作 3 bachelor m
shegong 硕士研究生 社会工作 1 master m
shegong 博士研究生 社会工作 0 doctor m
shegong 专科 会计 6 college-other m
shegong 本科 法学 5 bachelor-other m
shegong 硕士研究生 法学 3 master-other m
shegong 博士研究生 法学 2 doctor-other m
guihua 专科 城乡规划 6 college m
guihua 本科 城乡规划 4 bachelor m accredited=no
guihua 本科 城乡规划 3 bachelor-accredited m accredited=yes
guihua 硕士研究生 城乡规划学 2 master m accredited=no degree=工学硕士
guihua 硕士研究生 城市规划 1 master-accredited m accredited=yes degree=工学硕士
guihua 本科 建筑学 4 bachelor-architecture m degree=建筑学学士
guihua 硕士研究生 建筑学 2 master-architecture m degree=建筑学硕士
guihua 硕士研究生 城市规划 1 master-professional m accredited=no degree=城市规划硕士
guihua 博士研究生 城乡规划学 1 doctor m
guihua 专科 会计 7 college-other m
guihua 本科 法学 5 bachelor-other m degree=法学学士
guihua 硕士研究生 土木工程 3 master-other m degree=工学硕士
guihua 博士研究生 土木工程 2 doctor-other m
jingji_chu 高中 无 0 any p path=high_school
jingji_zhong 高中 无 10 secondary m path=high_school title=初级经济专业技术资格
jingji_zhong 专科 会计 6 college m
jingji_zhong 本科 法学 4 bachelor m
jingji_zhong 第二学士学位 法学 2 second-bachelor m
jingji_zhong 硕士研究生 法学 1 master m
jingji_zhong 博士研究生 法学 0 doctor m
tongji_chu 中专 财务会计 0 any m path=secondary
tongji_zhong 中专 财务会计 10 secondary m path=secondary title=助理统计师
tongji_zhong 专科 会计 6 college m
tongji_zhong 本科 法学 4 bachelor m
tongji_zhong 研究生班 法学 2 second-bachelor m
tongji_zhong 硕士研究生 法学 1 master m
tongji_zhong 博士研究生 法学 0 doctor m
tongji_gao 专科 会计 10 college m title=统计师
tongji_gao 本科 法学 5 bachelor m title=统计师
tongji_gao 博士研究生 法学 2 doctor m title=中级统计师
shenji_chu 中专 财务会计 0 secondary p path=secondary
shenji_zhong 专科 会计 5 college m
shenji_zhong 本科 审计学 4 bachelor m
shenji_zhong 第二学士学位 审计学 2 second-bachelor m
shenji_zhong 硕士研究生 会计学 1 master m
shenji_zhong 博士研究生 会计学 0 doctor m
chuban_chu 本科 编辑出版学 0 college m
chuban_chu 中专 文秘 - appointed p path=secondary title=三级校对
chuban_zhong 专科 出版与发行 5 college m
chuban_zhong 本科 编辑出版学 4 bachelor m
chuban_zhong 第二学士学位 编辑出版学 2 second-bachelor m
chuban_zhong 硕士研究生 编辑出版学 1 master m
chuban_zhong 博士研究生 编辑出版学 0 doctor m
chuban_zhong 中专 文秘 4 appointed p path=secondary title=助理编辑
chuban_zhong 中专 文秘 1 other-middle p path=secondary title=非出版中级
gujia 中专 房地产经营管理 5/8 secondary m path=secondary
gujia 专科 房地产经营与估价 4/6 college p
gujia 本科 土木工程 3/4 bachelor m
gujia 硕士研究生 工程管理 2 master m
gujia 博士研究生 工程管理 0 doctor m
gujia 高中 无 6/10 title m path=high_school title=助理会计师
shebei 中专 机电一体化 20 secondary p path=secondary title=工程师
shebei 专科 机电一体化技术 15 college p title=工程师
shebei 本科 机械工程 10 bachelor p title=工程师
shebei 博士研究生 机械工程 5 master p title=机械工程师
jiegou1 硕士研究生 结构工程 4 master p
jiegou1 本科 土木工程 4 bachelor-accredited p accredited=yes
jiegou1 本科 土木工程 5 bachelor p accredited=no
jiegou1 专科 工业与民用建筑 6 college p
jiegou1 硕士研究生 工程力学 5 master-near p
jiegou1 本科 建筑学 6 bachelor-near p
jiegou1 专科 水利水电建筑工程 7 college-near p
jiegou1 本科 机械工程 8 bachelor-other p
jiegou1 硕士研究生 结构工程 6 master-1990 p graduated=1989-07
jiegou1 本科 土木工程 8 bachelor-1990 p graduated=1989-07
jiegou1 专科 工业与民用建筑 9 college-1990 p graduated=1989-07
jiegou1 硕士研究生 工程力学 8 master-near-1990 p graduated=1989-07
jiegou1 本科 建筑学 9 bachelor-near-1990 p graduated=1989-07
jiegou1 专科 水利水电建筑工程 10 college-near-1990 p graduated=1989-07
jiegou1 本科 机械工程 12 bachelor-other-1990 p graduated=1989-07
yantu 博士研究生 岩土工程 2 doctor p
yantu 博士研究生 地质工程 3 doctor-near p
yantu 硕士研究生 岩土工程 3 master p
yantu 硕士研究生 地质工程 4 master-near p
yantu 第二学士学位 土木工程 4 second-bachelor p
yantu 第二学士学位 地质工程 5 second-bachelor-near p
yantu 本科 土木工程 5 bachelor p accredited=no
yantu 本科 土木工程 4 bachelor-accredited p accredited=yes
yantu 本科 地质工程 6 bachelor-near p
yantu 专科 水文与工程地质 6 college p
yantu 专科 采矿工程 7 college-near p
yantu 本科 机械工程 8 bachelor-other p
kancha 本科 土木工程 - any p
jzs1 硕士研究生 建筑学 2 master m
jzs1 本科 建筑学 3 bachelor-degree m degree=建筑学学士 length=5
jzs1 本科 建筑学 5 bachelor-5 m degree=工学学士 length=5
jzs1 本科 建筑学 7 bachelor-4 m degree=工学学士 length=4
jzs1 专科 建筑设计技术 9 college-3 m length=3
jzs1 专科 建筑设计技术 10 college-2 m length=2
jzs1 博士研究生 城乡规划 2 doctor-near p
jzs1 硕士研究生 土木工程 6 master-near p
jzs1 本科 土木工程 7 bachelor-near-5 p degree=工学学士 length=5
jzs1 本科 土木工程 8 bachelor-near-4 p degree=工学学士 length=4
jzs1 专科 建筑装饰工程技术 10 college-near-3 p length=3
jzs1 专科 建筑装饰工程技术 11 college-near-2 p length=2
jzs1 硕士研究生 机械工程 7 master-other p
jzs1 本科 机械工程 8 bachelor-other-5 p degree=工学学士 length=5
jzs1 本科 机械工程 9 bachelor-other-4 p degree=工学学士 length=4
jzs2 本科 建筑学 2 bachelor p
jzs2 硕士研究生 城乡规划 3 bachelor-near p
jzs2 专科 建筑设计技术 3 college p
jzs2 专科 建筑装饰工程技术 4 college-near p
jzs2 中专 建筑学 5 secondary-4 p path=secondary length=4
jzs2 中专 建筑学 7 secondary-3 p path=secondary length=3
jzs2 中专 工业与民用建筑 8 secondary-near-4 p path=secondary length=4
jzs2 中专 工业与民用建筑 10 secondary-near-3 p path=secondary length=3
jzs2 中专 建筑学 8 adult-secondary-3 p path=adult length=3
jzs2 中专 工业与民用建筑 10 adult-secondary-near-3 p path=adult length=3
jzs2 中专 会计 3 title p path=secondary title=助理建筑师
jzs2 高中 无 13 projects p path=high_school
jiliang1 专科 机电一体化技术 4/6 college p
jiliang1 本科 物理学 3/4 bachelor m
jiliang1 第二学士学位 物理学 2/3 second-bachelor m
jiliang1 硕士研究生 物理学 1/2 master m
jiliang1 博士研究生 物理学 1 doctor m
jiliang1 专科 会计 5/7 college-other m
jiliang1 本科 法学 4/5 bachelor-other m
jiliang1 第二学士学位 法学 3/4 second-bachelor-other m
jiliang1 硕士研究生 法学 2/3 master-other m
jiliang1 博士研究生 法学 2 doctor-other m
jiliang2 中专 机电技术应用 1 secondary p path=secondary
`
