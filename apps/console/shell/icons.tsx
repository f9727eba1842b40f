import type { ReactNode } from 'react'
import {
  ApiOutlined, AppstoreOutlined, AuditOutlined, CalendarOutlined, CarOutlined, NodeIndexOutlined, FileDoneOutlined, FileProtectOutlined, HddOutlined, IdcardOutlined, KeyOutlined, SafetyOutlined, ScheduleOutlined, SettingOutlined, ShopOutlined, SolutionOutlined,
  RollbackOutlined, SwapOutlined, TeamOutlined, ToolOutlined, UsergroupAddOutlined,
} from '@ant-design/icons'

const icons: Readonly<Record<string, ReactNode>> = {
  ApiOutlined: <ApiOutlined />, AppstoreOutlined: <AppstoreOutlined />, AuditOutlined: <AuditOutlined />, CalendarOutlined: <CalendarOutlined />, FileDoneOutlined: <FileDoneOutlined />,
  FileProtectOutlined: <FileProtectOutlined />, IdcardOutlined: <IdcardOutlined />, HddOutlined: <HddOutlined />, CarOutlined: <CarOutlined />, NodeIndexOutlined: <NodeIndexOutlined />,
  KeyOutlined: <KeyOutlined />, SafetyOutlined: <SafetyOutlined />, ScheduleOutlined: <ScheduleOutlined />, SettingOutlined: <SettingOutlined />, ShopOutlined: <ShopOutlined />, SolutionOutlined: <SolutionOutlined />,
  RollbackOutlined: <RollbackOutlined />, SwapOutlined: <SwapOutlined />, ToolOutlined: <ToolOutlined />,
  TeamOutlined: <TeamOutlined />, UsergroupAddOutlined: <UsergroupAddOutlined />,
}

export const entryIcon = (name: string): ReactNode => icons[name] ?? <AppstoreOutlined />
