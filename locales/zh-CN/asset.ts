import type { asset as en } from '../en/asset.ts'

export const asset = {
  columns: {
    number: '设备编号',
    name: '设备名称',
    kind: '设备层级',
    serial: '序列号',
    productCode: '产品代码',
    customerNumber: '客户编号',
    customerName: '客户名称',
    siteName: '站点名称',
    parentNumber: '上级设备编号',
    componentClass: '部件类别',
    batch: '批号',
    deliveryNumber: '交货单号',
    acceptedOn: '验收日期',
    installedOn: '安装日期',
    deliveredOn: '交货日期',
    note: '备注',
  },
  kinds: {
    project: '项目',
    system: '系统',
    equipment: '设备',
    component: '部件',
  },
  scanToReport: '扫码报修',
} satisfies { [Group in keyof typeof en]: (typeof en)[Group] extends string ? string : { [Word in keyof (typeof en)[Group]]: string } }
