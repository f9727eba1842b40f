// The people and customers of the demo organisation. Every name is made up.
type DemoPerson = { role: string; name: string; email: string; reportsTo?: string; qualifications?: string[] }
export const demoStaff: readonly DemoPerson[] = [
  { role: 'administrator', name: '陳志遠', email: 'admin@demo.example' },
  { role: 'manager', name: '黃淑芬', email: 'manager@demo.example', reportsTo: 'administrator' },
  { role: 'lead', name: '張家豪', email: 'lead@demo.example', reportsTo: 'manager' },
  { role: 'service-desk', name: '李小敏', email: 'desk@demo.example', reportsTo: 'manager' },
  { role: 'dispatcher', name: '周建宏', email: 'dispatcher@demo.example', reportsTo: 'manager' },
  { role: 'field-engineer', name: '吳俊傑', email: 'engineer@demo.example', reportsTo: 'lead', qualifications: ['electrician'] },
  { role: 'storekeeper', name: '蔡文雄', email: 'store@demo.example', reportsTo: 'manager' },
  { role: 'finance', name: '許雅婷', email: 'finance@demo.example', reportsTo: 'administrator' },
  { role: 'sales', name: '孫立平', email: 'sales@demo.example', reportsTo: 'manager' },
  { role: 'quality', name: '鄭明德', email: 'quality@demo.example', reportsTo: 'administrator' },
  { role: 'plan-editor', name: '何佳穎', email: 'plans@demo.example', reportsTo: 'manager' },
  { role: 'auditor', name: '謝國華', email: 'auditor@demo.example', reportsTo: 'administrator' },
  { role: 'dealer', name: '南方經銷 郭經理', email: 'dealer@demo.example' },
]

type Demo = { plan: string; name: string; kind: 'company' | 'institution' | 'household' | 'project' | 'dealer'; site: string; address: string; zone: string;
  contact: string; phone: string; product: string; model: string; level?: string }
const taipei = 'Asia/Taipei'
const shanghai = 'Asia/Shanghai'
export const demoCustomers: readonly Demo[] = [
  { plan: 'P01', name: '東城資訊中心', kind: 'institution', site: '機房一', address: '北京市東城區建國路 18 號', zone: shanghai, contact: '王小明', phone: '13800138001', product: '儲存陣列', model: 'ST900', level: 'A' },
  { plan: 'P02', name: '嘉禾大學', kind: 'institution', site: '設備處', address: '台北市大安區學府路 7 號', zone: taipei, contact: '林美玲', phone: '0912345602', product: '實驗設備', model: 'LX20' },
  { plan: 'P03', name: '長盛汽車沖壓廠', kind: 'company', site: '二號線', address: '重慶市渝北區工業大道 66 號', zone: shanghai, contact: '趙強', phone: '13800138003', product: '端拾器', model: 'EP31' },
  { plan: 'P04', name: '光華廣場', kind: 'company', site: '主螢幕', address: '深圳市福田區彩田路 5 號', zone: shanghai, contact: '孫莉', phone: '13800138004', product: 'LED 顯示屏', model: 'LD64' },
  { plan: 'P05', name: '海淀第三醫院', kind: 'institution', site: '門診資訊科', address: '北京市海淀區復興路 30 號', zone: shanghai, contact: '劉醫師', phone: '13800138005', product: '醫院資訊系統', model: 'HIS5' },
  { plan: 'P06', name: '城東稅務局', kind: 'institution', site: '監控室', address: '南京市玄武區中山路 12 號', zone: shanghai, contact: '周敏', phone: '13800138006', product: '監控系統', model: 'VS12' },
  { plan: 'P07', name: '吳太太', kind: 'household', site: '住家', address: '新北市板橋區文化路二段 88 號', zone: taipei, contact: '吳太太', phone: '0912345607', product: '熱水器', model: 'WH07' },
  { plan: 'P08', name: '正大精密', kind: 'company', site: '品管部', address: '台中市西屯區工業區一路 9 號', zone: taipei, contact: '洪經理', phone: '0912345608', product: '鈑金件', model: 'MT08' },
  { plan: 'P09', name: '陽光溫泉會館', kind: 'company', site: '屋頂機房', address: '昆明市西山區湖濱路 3 號', zone: shanghai, contact: '馬經理', phone: '13800138009', product: '太陽能熱水系統', model: 'SW36' },
  { plan: 'P10', name: '宜賓第一中學', kind: 'institution', site: '總務處', address: '宜賓市翠屏區人民路 21 號', zone: shanghai, contact: '羅老師', phone: '13800138010', product: '教學設備', model: 'TE10' },
  { plan: 'P11', name: '和平新城工程', kind: 'project', site: '三標段', address: '杭州市濱江區江南大道 100 號', zone: shanghai, contact: '徐工', phone: '13800138011', product: '防火門', model: 'FD11' },
  { plan: 'P12', name: '廊坊中心醫院', kind: 'institution', site: '資訊科', address: '廊坊市廣陽區新華路 8 號', zone: shanghai, contact: '高科長', phone: '13800138012', product: '醫院資訊系統', model: 'HIS12' },
  { plan: 'P13', name: '黔南物流', kind: 'company', site: '總部', address: '貴陽市南明區瑞金路 45 號', zone: shanghai, contact: '田主任', phone: '13800138013', product: '倉儲軟體', model: 'WM13' },
  { plan: 'P14', name: '曾先生', kind: 'household', site: '新居', address: '高雄市左營區自由路 16 號', zone: taipei, contact: '曾先生', phone: '0912345614', product: '室內裝修', model: 'DC14' },
  { plan: 'P15', name: '世貿廣場', kind: 'company', site: '地下機房', address: '上海市浦東新區世紀大道 1 號', zone: shanghai, contact: '沈工', phone: '13800138015', product: '冷凍主機', model: 'CH15' },
  { plan: 'P16', name: '北大荒農機合作社', kind: 'company', site: '農機庫', address: '哈爾濱市道外區先鋒路 4 號', zone: shanghai, contact: '韓社長', phone: '13800138016', product: '聯合收割機', model: 'AG16' },
  { plan: 'P17', name: '濱江亮化工程', kind: 'project', site: '沿江段', address: '武漢市江岸區沿江大道 200 號', zone: shanghai, contact: '鄧工', phone: '13800138017', product: '投光燈', model: 'LM17' },
  { plan: 'P18', name: '港務集團', kind: 'company', site: '三號碼頭', address: '寧波市北侖區港口路 2 號', zone: shanghai, contact: '袁主管', phone: '13800138018', product: '高桿燈', model: 'HM18' },
  { plan: 'P19', name: '豐收工業園', kind: 'company', site: '能源站', address: '蘇州市吳中區豐收路 58 號', zone: shanghai, contact: '彭工', phone: '13800138019', product: '計量終端', model: 'EM19' },
  { plan: 'P20', name: '天津北方醫院', kind: 'institution', site: '資訊中心', address: '天津市河西區友誼路 26 號', zone: shanghai, contact: '蔣主任', phone: '13800138020', product: '醫院資訊系統', model: 'HIS20' },
  { plan: 'P21', name: '清源水廠', kind: 'company', site: '一號泵房', address: '成都市青羊區清源路 9 號', zone: shanghai, contact: '龔廠長', phone: '13800138021', product: '電機設備', model: 'MO21' },
]

type DemoMatter = { type: 'fault' | 'consultation' | 'complaint' | 'return' | 'change'; title: string; description: string }
export const demoMatters: readonly DemoMatter[] = [
  { type: 'fault', title: '設備異常停機', description: '早上開機後不久自動停止，面板顯示警告。' },
  { type: 'consultation', title: '詢問操作設定', description: '想確認參數怎麼設定才正確。' },
  { type: 'fault', title: '運轉聲音異常', description: '運轉時有異音，擔心損壞擴大。' },
  { type: 'complaint', title: '維修後仍未改善', description: '上次處理後問題又出現，希望主管回覆。' },
  { type: 'fault', title: '功能時好時壞', description: '重新啟動後可用，過一段時間又失效。' },
]
