/** Invented people of the Chinese book. Surname and given name are drawn apart: nobody is meant. */
import type { Dice } from '../dice.js';
import type { Person } from '../place.js';

const SURNAMES = (
  '王 wang,李 li,张 zhang,刘 liu,陈 chen,杨 yang,赵 zhao,黄 huang,周 zhou,吴 wu,徐 xu,孙 sun,胡 hu,朱 zhu,高 gao,林 lin,' +
  '何 he,郭 guo,马 ma,罗 luo,梁 liang,宋 song,郑 zheng,谢 xie,韩 han,唐 tang,冯 feng,邓 deng,许 xu,曹 cao,彭 peng,曾 zeng'
).split(',');

const GIVEN = (
  '晓雯 志远 雅婷 建国 梓涵 文博 丽华 俊杰 思雨 海涛 玉兰 子墨 春燕 国栋 佳怡 明辉 秀芳 宇航 静怡 德胜 ' +
  '若曦 家豪 桂英 浩然 欣悦 振华 美玲 一鸣 淑珍 天佑 慧敏 少峰 雪梅 嘉伟 芷若 立新 婉清 永强 诗涵 向东'
).split(' ');

const CITIES = ['样例市青云区', '样例市临江区', '示范市松岭区', '示范市东湖区', '例城市梧桐区'];
const STREETS = ['松风路', '听雨巷', '新荷街', '白鹭路', '望山大道', '杏花里', '石桥路', '晨光街'];

/** Beijing has no local number that begins with 0: these ring nowhere. */
function phone(dice: Dice): string {
  return `+86 10 0555 ${dice.digits(4)}`;
}

export function person(dice: Dice): Person {
  const [surname, pinyin] = dice.pick(SURNAMES).split(' ');
  const month = String(dice.int(1, 12)).padStart(2, '0');
  const day = String(dice.int(1, 28)).padStart(2, '0');
  const year = dice.int(1958, 2002);
  const house = `${dice.int(1, 199)}号${dice.int(1, 6)}单元${dice.int(1, 18)}0${dice.int(1, 4)}室`;
  return {
    kind: 'PERSON',
    name: `${surname}${dice.pick(GIVEN)}`,
    birthDate: `${year}-${month}-${day}`,
    // No region has the code 000000.
    idNumber: `000000${year}${month}${day}${dice.digits(3)}X`,
    address: dice.pick(CITIES) + dice.pick(STREETS) + house,
    phone: phone(dice),
    // Few people gave the bank an address that they read.
    email: dice.int(1, 3) === 1 ? `${pinyin}.${dice.digits(5)}@example.com` : undefined,
  };
}

export function lawyers(dice: Dice): Person {
  return {
    kind: 'ORGANISATION',
    name: `${dice.pick(['样例', '示范', '例城'])}${dice.pick(['正衡', '明理', '守信'])}律师事务所`,
    address: `${dice.pick(CITIES)}${dice.pick(STREETS)}88号`,
    phone: phone(dice),
    email: 'office@lawyers.example',
  };
}
