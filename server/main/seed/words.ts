// Names and matters, all made up.
import type { RoleCode } from '#contract/people/templates.ts'
import type { TicketType } from '#domain/plan/words.ts'

export const companies = ['安心售後服務', '遠東設備維護', '華新技術服務', '四海機電', '長榮工程服務']
export const families = [...'陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高']
export const givens = ['志明', '淑芬', '家豪', '怡君', '俊傑', '雅婷', '建宏', '美玲', '文雄', '佳穎', '國華', '惠雯', '宗翰', '詩涵', '冠宇', '麗華']
export const places = ['東城', '西園', '南港', '北辰', '中和', '光華', '永康', '嘉禾', '長盛', '海淀', '和平', '豐收', '清源', '金山', '福田', '大安', '松江', '翠屏', '濱江', '渝北']
export const trades = ['資訊中心', '大學', '精密工業', '醫院', '稅務局', '電子', '食品廠', '水廠', '汽車零件', '購物中心', '第一中學', '工業園', '物流', '製藥', '紡織']
export const streets = ['建國路', '中山路', '復興路', '學府路', '工業一路', '友誼路', '文化路二段', '江南大道', '湖濱路', '人民路']
export const cities = ['台北市大安區', '新北市板橋區', '台中市西屯區', '高雄市前鎮區', '上海市浦東新區', '深圳市福田區', '杭州市濱江區', '重慶市渝北區']
export const goods = ['儲存陣列', '交換器', '伺服器', '控制櫃', '馬達', '空壓機', '顯示屏', '監控主機', '熱水器', '檢驗儀器', '包裝機', '水泵', '閘門', '不斷電系統', '冷氣主機']
const faults = ['異常停機', '無法開機', '運轉聲音異常', '面板顯示警告', '溫度過高', '漏水', '通訊中斷', '讀數不準', '速度變慢', '時好時壞', '按鍵失靈', '風扇不轉']
const questions = ['操作設定', '保養週期', '耗材規格', '軟體升級', '報價內容', '備份方式']
export const remedies = ['更換接頭後恢復正常。', '重新設定參數，測試無誤。', '更換風扇，運轉正常。', '清潔濾網並校正，已恢復。', '更新韌體後未再發生。', '現場更換模組，客戶簽收。']
export const replies = ['您好，已收到您的問題，工程師將與您聯絡。', '已安排工程師，稍後電話確認時間。', '請問面板上顯示的代碼是什麼？', '備件已到，明日上午到場。']

export const titleOf = (type: TicketType, good: string, pick: <T>(list: readonly T[]) => T): string =>
  (type === 'consultation' || type === 'guidance' ? `詢問${good}${pick(questions)}` : type === 'complaint' ? `${good}維修後仍${pick(faults)}` : `${good}${pick(faults)}`)

/** How many of each role an organisation has, in an order in which each stands under one before. */
export const staffing: readonly { role: RoleCode; count: number; under?: RoleCode }[] = [
  { role: 'administrator', count: 1 }, { role: 'manager', count: 1, under: 'administrator' }, { role: 'lead', count: 3, under: 'manager' },
  { role: 'service-desk', count: 6, under: 'manager' }, { role: 'dispatcher', count: 2, under: 'manager' }, { role: 'field-engineer', count: 18, under: 'lead' },
]
