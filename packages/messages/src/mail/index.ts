import { defineWords } from '../kernel/words.ts';

/** Letters and SMS about accounts. An SMS is one line; a letter has a subject and a text. */
export const mailWords = defineWords({
  'uz-Latn': {
    codeSubject: 'OsonSavdo kodi: {code}',
    codeText:
      'Kodingiz: {code}\n\nU {minutes} daqiqa amal qiladi. Bu siz boʻlmasangiz, hech narsa qilmang: kodsiz hech narsa oʻzgarmaydi. Kodni hech kimga aytmang, bizning xodimlarga ham.',
    codeSms: 'OsonSavdo kodi: {code}. Hech kimga aytmang.',
    resetSubject: 'Parolni tiklash kodi: {code}',
    resetText:
      'OsonSavdo parolini tiklash uchun kod: {code}\n\nU {minutes} daqiqa amal qiladi. Ochish uchun havola: {link}\n\nParolni tiklashni siz soʻramagan boʻlsangiz, bu xatni oʻchirib tashlang: parolingiz oʻzgarmaydi.',
    resetSms: 'OsonSavdo parolini tiklash kodi: {code}. Hech kimga aytmang.',
    inviteSubject: '{chain} sizni OsonSavdoga taklif qilmoqda',
    inviteText:
      '{inviter} sizni «{chain}» doʻkoniga menejer sifatida taklif qildi.\n\nTaklifni qabul qilish: {link}\n\nHavola 3 kun amal qiladi va faqat shu elektron pochta manzili uchun.',
    changedSubject: 'Hisobingiz manzili oʻzgardi',
    changedText:
      'OsonSavdo hisobingizga kirish manzili oʻzgartirildi: {target}\n\nBuni siz qilmagan boʻlsangiz, parolni darhol tiklang: {link}',
    passwordSubject: 'Parolingiz oʻzgardi',
    passwordText:
      'OsonSavdo hisobingizning paroli oʻzgartirildi, boshqa barcha qurilmalardan chiqildi.\n\nBuni siz qilmagan boʻlsangiz, parolni darhol tiklang: {link}',
  },
  ru: {
    codeSubject: 'Код OsonSavdo: {code}',
    codeText:
      'Ваш код: {code}\n\nОн действует {minutes} минут. Если это были не вы, ничего не делайте: без кода ничего не изменится. Никому не говорите код, даже нашим сотрудникам.',
    codeSms: 'Код OsonSavdo: {code}. Никому его не говорите.',
    resetSubject: 'Код для сброса пароля: {code}',
    resetText:
      'Код для нового пароля в OsonSavdo: {code}\n\nОн действует {minutes} минут. Ссылка: {link}\n\nЕсли вы не просили сменить пароль, удалите это письмо: пароль останется прежним.',
    resetSms: 'Код для нового пароля OsonSavdo: {code}. Никому его не говорите.',
    inviteSubject: '{chain} приглашает вас в OsonSavdo',
    inviteText:
      '{inviter} приглашает вас в магазин «{chain}» менеджером.\n\nПринять приглашение: {link}\n\nСсылка действует 3 дня и только для этого адреса почты.',
    changedSubject: 'Адрес входа изменён',
    changedText:
      'Адрес для входа в ваш счёт OsonSavdo изменён: {target}\n\nЕсли это были не вы, сразу смените пароль: {link}',
    passwordSubject: 'Пароль изменён',
    passwordText:
      'Пароль вашего счёта OsonSavdo изменён, на всех других устройствах выполнен выход.\n\nЕсли это были не вы, сразу смените пароль: {link}',
  },
  en: {
    codeSubject: 'Your OsonSavdo code: {code}',
    codeText:
      'Your code: {code}\n\nIt is valid for {minutes} minutes. If this was not you, do nothing: without the code nothing changes. Tell it to nobody, not even to our staff.',
    codeSms: 'OsonSavdo code: {code}. Tell it to nobody.',
    resetSubject: 'Password reset code: {code}',
    resetText:
      'The code for a new OsonSavdo password: {code}\n\nIt is valid for {minutes} minutes. Link: {link}\n\nIf you did not ask for it, delete this letter: your password stays as it is.',
    resetSms: 'OsonSavdo password reset code: {code}. Tell it to nobody.',
    inviteSubject: '{chain} invites you to OsonSavdo',
    inviteText:
      '{inviter} invites you to “{chain}” as a manager.\n\nAccept the invitation: {link}\n\nThe link is valid for 3 days and for this e-mail address only.',
    changedSubject: 'Your sign-in address has changed',
    changedText:
      'The address you sign in to OsonSavdo with has changed: {target}\n\nIf this was not you, reset your password at once: {link}',
    passwordSubject: 'Your password has changed',
    passwordText:
      'The password of your OsonSavdo account has changed and all other devices were signed out.\n\nIf this was not you, reset it at once: {link}',
  },
});
