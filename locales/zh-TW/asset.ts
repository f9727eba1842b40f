import type { asset as en } from '../en/asset.ts'

export const asset = {
  columns: {
    number: '設備編號',
    name: '設備名稱',
    kind: '設備層級',
    serial: '序號',
    productCode: '產品代碼',
    customerNumber: '客戶編號',
    customerName: '客戶名稱',
    siteName: '據點名稱',
    parentNumber: '上層設備編號',
    componentClass: '零件類別',
    batch: '批號',
    deliveryNumber: '交貨單號',
    acceptedOn: '驗收日期',
    installedOn: '安裝日期',
    deliveredOn: '交貨日期',
    note: '備註',
  },
  kinds: {
    project: '專案',
    system: '系統',
    equipment: '設備',
    component: '零件',
  },
  scanToReport: '掃碼報修',
} satisfies { [Group in keyof typeof en]: (typeof en)[Group] extends string ? string : { [Word in keyof (typeof en)[Group]]: string } }
