import type { ErrorCode } from '@oson/contract';
import { defineWords, type Phrase } from '../kernel/words.ts';

type CodePhrases = Record<ErrorCode, Phrase>;

/**
 * One text for each code: what happened, then what to do. A key with `.named` is the fuller sentence
 * for when the refusal names the thing at fault.
 */
const uzbek = {
  NOT_SIGNED_IN: 'Sessiya tugagan. Qayta kiring.',
  NOT_ALLOWED: 'Bu amalga ruxsatingiz yoʻq. Doʻkon egasidan ruxsat soʻrang.',
  NOT_FOUND: 'Topilmadi: oʻchirilgan yoki koʻchirilgan boʻlishi mumkin.',
  BAD_INPUT: 'Maʼlumot notoʻgʻri kiritilgan. Belgilangan joylarni tekshiring.',
  CHANGED_MEANWHILE: 'Bu yozuvni boshqa kishi oʻzgartirgan. Sahifani yangilab, qayta urining.',
  TOO_MANY_REQUESTS: 'Urinishlar juda koʻp. Birozdan keyin qayta urining.',
  'TOO_MANY_REQUESTS.named': 'Urinishlar juda koʻp. {retryAfterS} soniyadan keyin qayta urining.',
  TENANT_SUSPENDED:
    'Hisob toʻxtatib qoʻyilgan. Savdo davom etadi, lekin oʻzgartirish uchun biz bilan bogʻlaning.',
  SECOND_FACTOR_NEEDED: 'Ilovadagi 6 xonali tasdiqlash kodini kiriting.',
  EMAIL_TAKEN: 'Bu e-pochta bilan hisob ochilgan. Kiring yoki parolni tiklang.',
  PHONE_TAKEN: 'Bu telefon raqami bilan hisob ochilgan. Kiring yoki parolni tiklang.',
  WRONG_CREDENTIALS: 'Login yoki parol notoʻgʻri.',
  WEAK_PASSWORD: 'Parol juda oddiy. Kamida 8 ta belgi kiriting.',
  CODE_WRONG: 'Kod notoʻgʻri. Qayta tekshirib kiriting.',
  CODE_EXPIRED: 'Kodning muddati oʻtgan. Yangi kod oling.',
  BAD_PIN: 'PIN-kod notoʻgʻri.',
  BARCODE_TAKEN: 'Bu shtrix-kod boshqa tovarda bor.',
  'BARCODE_TAKEN.named': '{barcode} shtrix-kodi boshqa tovarda bor.',
  FILE_TOO_LARGE: 'Fayl juda katta. Uni boʻlib yuklang.',
  'FILE_TOO_LARGE.named': 'Fayl juda katta, chegara {limitMb} MB. Uni boʻlib yuklang.',
  FILE_UNREADABLE: 'Faylni oʻqib boʻlmadi. Excel (.xlsx) yoki CSV faylni tanlang.',
  FILE_EMPTY: 'Faylda tovar qatori topilmadi.',
  NONCE_EXPIRED: 'Aloqa yangilandi. Qayta yuborilmoqda.',
  SIGNATURE_WRONG: 'Server bu qurilmaning imzosini tanimadi. Sotuvlar shu qurilmada saqlangan.',
  TERMINAL_REVOKED:
    'Bu kassa uzib qoʻyilgan. Sotuvlar shu qurilmada saqlangan, menejerga murojaat qiling.',
  TERMINAL_UNKNOWN: 'Server bu kassani tanimadi. Kassani qayta ulang.',
  TERMINAL_UNCONFIRMED:
    'Server bu kassani qayta tikladi. Egasi tasdiqlamaguncha tovarlar yangilanmaydi, sotish va yuborish davom etadi.',
  TENANT_CLOSED: 'Bu doʻkon yopilgan. Sotuvlarni yuborish yoki faylga saqlash mumkin.',
  KEY_REUSED: 'Bu soʻrov avval boshqa maʼlumot bilan yuborilgan. Sahifani yangilang.',
  BUSY: 'Server hozir band. Birozdan keyin oʻzi qayta urinadi.',
  OFFLINE: 'Internet yoʻq. Aloqa tiklangach qayta urining.',
  UNEXPECTED: 'Kutilmagan xato. Maʼlumotlar saqlangan, qayta urinib koʻring.',
} as const satisfies CodePhrases & Record<string, Phrase>;

export const errorWords = defineWords({
  'uz-Latn': uzbek,
  ru: {
    NOT_SIGNED_IN: 'Сеанс завершён. Войдите снова.',
    NOT_ALLOWED: 'У вас нет права на это действие. Обратитесь к владельцу магазина.',
    NOT_FOUND: 'Не найдено: возможно, удалено или перенесено.',
    BAD_INPUT: 'Данные введены неверно. Проверьте отмеченные поля.',
    CHANGED_MEANWHILE: 'Эту запись изменил другой человек. Обновите страницу и повторите.',
    TOO_MANY_REQUESTS: 'Слишком много попыток. Повторите немного позже.',
    'TOO_MANY_REQUESTS.named': 'Слишком много попыток. Повторите через {retryAfterS} с.',
    TENANT_SUSPENDED:
      'Учётная запись приостановлена. Продажи продолжаются, для изменений свяжитесь с нами.',
    SECOND_FACTOR_NEEDED: 'Введите шестизначный код из приложения.',
    EMAIL_TAKEN: 'С этой почтой уже есть учётная запись. Войдите или восстановите пароль.',
    PHONE_TAKEN: 'С этим номером уже есть учётная запись. Войдите или восстановите пароль.',
    WRONG_CREDENTIALS: 'Неверный логин или пароль.',
    WEAK_PASSWORD: 'Слишком простой пароль. Введите не меньше 8 знаков.',
    CODE_WRONG: 'Неверный код. Проверьте и введите снова.',
    CODE_EXPIRED: 'Срок кода истёк. Получите новый.',
    BAD_PIN: 'Неверный PIN-код.',
    BARCODE_TAKEN: 'Этот штрихкод уже есть у другого товара.',
    'BARCODE_TAKEN.named': 'Штрихкод {barcode} уже есть у другого товара.',
    FILE_TOO_LARGE: 'Файл слишком большой. Загрузите его по частям.',
    'FILE_TOO_LARGE.named': 'Файл слишком большой, предел {limitMb} МБ. Загрузите его по частям.',
    FILE_UNREADABLE: 'Не удалось прочитать файл. Выберите файл Excel (.xlsx) или CSV.',
    FILE_EMPTY: 'В файле нет строк с товарами.',
    NONCE_EXPIRED: 'Связь обновлена. Отправляем ещё раз.',
    SIGNATURE_WRONG: 'Сервер не узнал подпись этого устройства. Продажи сохранены на устройстве.',
    TERMINAL_REVOKED:
      'Эта касса отключена. Продажи сохранены на устройстве, обратитесь к менеджеру.',
    TERMINAL_UNKNOWN: 'Сервер не знает эту кассу. Подключите её заново.',
    TERMINAL_UNCONFIRMED:
      'Сервер восстановил эту кассу. Пока владелец не подтвердит её, товары не обновляются, а продажа и отправка идут дальше.',
    TENANT_CLOSED: 'Эта сеть закрыта. Продажи можно отправить или сохранить в файл.',
    KEY_REUSED: 'Этот запрос уже был отправлен с другими данными. Обновите страницу.',
    BUSY: 'Сервер сейчас занят. Повторим автоматически немного позже.',
    OFFLINE: 'Нет интернета. Повторите, когда связь появится.',
    UNEXPECTED: 'Непредвиденная ошибка. Данные сохранены, попробуйте ещё раз.',
  },
  en: {
    NOT_SIGNED_IN: 'Your session has ended. Sign in again.',
    NOT_ALLOWED: 'You are not allowed to do this. Ask the owner for access.',
    NOT_FOUND: 'Not found: it may have been deleted or moved.',
    BAD_INPUT: 'Some of it is not right. Check the marked fields.',
    CHANGED_MEANWHILE: 'Somebody else has changed this. Reload the page and try again.',
    TOO_MANY_REQUESTS: 'Too many attempts. Try again in a while.',
    'TOO_MANY_REQUESTS.named': 'Too many attempts. Try again in {retryAfterS} s.',
    TENANT_SUSPENDED: 'The account is suspended. Sales go on; contact us to make changes.',
    SECOND_FACTOR_NEEDED: 'Enter the 6-digit code from your app.',
    EMAIL_TAKEN: 'This e-mail has an account already. Sign in or reset the password.',
    PHONE_TAKEN: 'This phone has an account already. Sign in or reset the password.',
    WRONG_CREDENTIALS: 'Wrong login or password.',
    WEAK_PASSWORD: 'The password is too simple. Use at least 8 characters.',
    CODE_WRONG: 'Wrong code. Check it and enter it again.',
    CODE_EXPIRED: 'The code has expired. Get a new one.',
    BAD_PIN: 'Wrong PIN.',
    BARCODE_TAKEN: 'Another item has this barcode already.',
    'BARCODE_TAKEN.named': 'Another item has the barcode {barcode} already.',
    FILE_TOO_LARGE: 'The file is too large. Upload it in parts.',
    'FILE_TOO_LARGE.named': 'The file is too large, the limit is {limitMb} MB. Upload it in parts.',
    FILE_UNREADABLE: 'The file cannot be read. Choose an Excel (.xlsx) or CSV file.',
    FILE_EMPTY: 'The file has no rows with items.',
    NONCE_EXPIRED: 'The connection was renewed. Sending again.',
    SIGNATURE_WRONG: 'The server did not recognise this device. Your sales are safe on the device.',
    TERMINAL_REVOKED:
      'This terminal is disconnected. Your sales are safe on the device; ask a manager.',
    TERMINAL_UNKNOWN: 'The server does not know this terminal. Enrol it again.',
    TERMINAL_UNCONFIRMED:
      'The server took this terminal back. Until the owner confirms it, goods are not updated; selling and sending go on.',
    TENANT_CLOSED: 'This chain is closed. Sales can be sent or saved to a file.',
    KEY_REUSED: 'This request was sent before with other data. Reload the page.',
    BUSY: 'The server is busy. It will try again by itself soon.',
    OFFLINE: 'No internet. Try again when the connection is back.',
    UNEXPECTED: 'Something unexpected happened. Your data is safe, try again.',
  },
});
