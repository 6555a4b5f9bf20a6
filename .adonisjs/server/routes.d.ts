import '@adonisjs/core/types/http'

type ParamValue = string | number | bigint | boolean

export type ScannedRoutes = {
  ALL: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'setup.store': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'sign_in.store': { paramsTuple?: []; params?: {} }
    'sign_in.destroy': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.clinic.update': { paramsTuple?: []; params?: {} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy_data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.mail.update': { paramsTuple?: []; params?: {} }
    'settings.mail.destroy': { paramsTuple?: []; params?: {} }
    'settings.mail.tests.store': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'settings.outbox.dispatches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.outbox.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.store': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alertId': ParamValue} }
    'clients.tags.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.tags.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'tagId': ParamValue} }
    'clients.national_id_reveals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.national_id.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.searches.store': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  GET: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  HEAD: {
    'health': { paramsTuple?: []; params?: {} }
    'setup.create': { paramsTuple?: []; params?: {} }
    'logo.show': { paramsTuple?: []; params?: {} }
    'sign_in.create': { paramsTuple?: []; params?: {} }
    'home': { paramsTuple?: []; params?: {} }
    'settings.clinic.edit': { paramsTuple?: []; params?: {} }
    'settings.plugins.index': { paramsTuple?: []; params?: {} }
    'settings.plugins.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.create': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.progress': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.settings.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.edit': { paramsTuple?: []; params?: {} }
    'settings.outbox.index': { paramsTuple?: []; params?: {} }
    'clients.create': { paramsTuple?: []; params?: {} }
    'clients.edit': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.index': { paramsTuple?: []; params?: {} }
    'clients.searches.show': { paramsTuple?: []; params?: {} }
    'clients.show': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  POST: {
    'setup.store': { paramsTuple?: []; params?: {} }
    'sign_in.store': { paramsTuple?: []; params?: {} }
    'sign_in.destroy': { paramsTuple?: []; params?: {} }
    'settings.plugins.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.tests.store': { paramsTuple?: []; params?: {} }
    'settings.outbox.dispatches.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.outbox.cancellations.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.store': { paramsTuple?: []; params?: {} }
    'clients.archival.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.tags.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.national_id_reveals.store': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.searches.store': { paramsTuple?: []; params?: {} }
  }
  PUT: {
    'settings.clinic.update': { paramsTuple?: []; params?: {} }
    'settings.plugins.settings.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.update': { paramsTuple?: []; params?: {} }
    'clients.update': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
  DELETE: {
    'settings.plugins.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.plugins.destroy_data': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'settings.mail.destroy': { paramsTuple?: []; params?: {} }
    'clients.archival.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
    'clients.alerts.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'alertId': ParamValue} }
    'clients.tags.destroy': { paramsTuple: [ParamValue,ParamValue]; params: {'id': ParamValue,'tagId': ParamValue} }
    'clients.national_id.destroy': { paramsTuple: [ParamValue]; params: {'id': ParamValue} }
  }
}
declare module '@adonisjs/core/types/http' {
  export interface RoutesList extends ScannedRoutes {}
}