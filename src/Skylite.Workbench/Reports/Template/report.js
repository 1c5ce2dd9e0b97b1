(function () {
  'use strict';
  if (typeof echarts === 'undefined') return;
  const data = JSON.parse(document.getElementById('report-data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  // Okabe and Ito's palette: told apart by people with any colour vision
  const hues = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b8a900', '#7f7f7f'];
  const shapes = ['circle', 'diamond', 'rect', 'triangle', 'pin', 'arrow', 'roundRect', 'emptyCircle'];
  const charts = [];
  const key = model => (model.quality[0] || {}).score;
  const sentence = text => text.charAt(0).toUpperCase() + text.slice(1);
  const number = value => typeof value === 'number' && isFinite(value);
  const hue = (index, t) => index % hues.length === 0 ? t.blue : hues[index % hues.length];

  function tone(forPrint) {
    const night = dark.matches && !forPrint;
    return night
      ? { ink: '#e4ebf1', soft: '#97a6b3', line: '#2b3742', card: '#182129', blue: '#3d9fdc', pale: '#4a5a68' }
      : { ink: '#17212b', soft: '#5a6875', line: '#dde3e9', card: '#ffffff', blue: hues[0], pale: '#c3ced8' };
  }

  function short(value) {
    for (const [size, unit] of [[1e9, ' G'], [1e6, ' M'], [1e3, ' k']]) {
      if (Math.abs(value) >= size) return trim(value / size) + unit;
    }
    return trim(value);
  }

  function trim(value) { return String(+value.toPrecision(3)); }

  // exporters write /blocks/3/conv/Conv; what tells layers apart is in the middle and at the end
  function layerLabel(layer) {
    const name = layer.name.replace(/^\//, '').replace(new RegExp('/' + layer.operator + '(_\\d+)?$'), '');
    return name.length > 18 ? '…' + name.slice(-17) : name;
  }

  function escape(text) {
    return String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
  }

  function frame(t) {
    return {
      animation: !still.matches,
      animationDuration: 300,
      textStyle: { fontFamily: 'inherit', color: t.ink },
      grid: { left: 12, right: 28, top: 40, bottom: 30, containLabel: true },
      tooltip: { backgroundColor: t.card, borderColor: t.line, textStyle: { color: t.ink }, confine: true },
      legend: { type: 'scroll', top: 0, left: 0, right: 0, textStyle: { color: t.soft }, pageTextStyle: { color: t.soft }, itemHeight: 10 },
    };
  }

  function axis(t, name, more) {
    return Object.assign({
      name, nameLocation: 'middle', nameGap: 36, nameTextStyle: { color: t.soft },
      axisLabel: { color: t.soft, hideOverlap: true }, axisLine: { lineStyle: { color: t.line } },
      axisTick: { show: false }, splitLine: { lineStyle: { color: t.line } },
    }, more);
  }

  function tradeOff(view, t) {
    const reference = ((data.models.find(m => m.latencies.length) || {}).latencies || [])[0];
    const same = l => reference && l.threads === reference.threads && l.batch === reference.batch;
    const costs = {
      time: [reference ? 'ms per run, threads ' + reference.threads + ', batch ' + reference.batch : 'ms', m => (m.latencies.find(same) || {}).milliseconds],
      macs: ['MACs per image', m => m.macs],
      file: ['File in bytes', m => m.fileBytes],
      parameters: ['Parameters', m => m.parameters],
    };
    const [name, cost] = costs[view];
    const shown = data.models.map((m, i) => ({ m, i })).filter(e => key(e.m) && cost(e.m) > 0);
    const widest = Math.max(...data.models.map(m => m.fileBytes || 1));
    const values = shown.map(e => cost(e.m));
    const y = shown.map(e => 100 * key(e.m).mean);
    const narrow = window.innerWidth < 640;
    const logarithmic = Math.max(...values) > 8 * Math.min(...values);
    const spread = Math.max(2, Math.max(...y) - Math.min(...y));
    const series = shown.map(({ m, i }) => ({
      name: m.name, type: 'scatter', symbol: shapes[i % shapes.length], color: hue(i, t),
      symbolSize: 14 + 34 * Math.sqrt((m.fileBytes || 1) / widest),
      itemStyle: { opacity: .88, borderColor: t.card, borderWidth: 1.5 },
      label: { show: !narrow, formatter: '{a}', position: key(m).seeds > 1 ? 'right' : 'top', distance: 6, color: t.ink, fontSize: 13 },
      labelLayout: { moveOverlap: 'shiftY' },
      data: [[cost(m), 100 * key(m).mean]],
    }));
    const errors = shown.filter(e => key(e.m).seeds > 1);
    if (errors.length) {
      series.push({
        // both ends count when the axis is laid out
        type: 'custom', silent: true, z: 1, tooltip: { show: false }, encode: { x: 0, y: [1, 2] },
        data: errors.map(e => [cost(e.m), 100 * (key(e.m).mean - key(e.m).deviation), 100 * (key(e.m).mean + key(e.m).deviation)]),
        renderItem: (_, api) => {
          const [x, low] = api.coord([api.value(0), api.value(1)]);
          const high = api.coord([api.value(0), api.value(2)])[1];
          const style = { stroke: t.soft, lineWidth: 1.5, fill: null };
          return { type: 'path', shape: { pathData: `M${x} ${low}V${high}M${x - 5} ${low}h10M${x - 5} ${high}h10` }, style };
        },
      });
    }
    return Object.assign(frame(t), {
      legend: Object.assign(frame(t).legend, { show: narrow }),
      tooltip: Object.assign(frame(t).tooltip, {
        formatter: p => {
          const m = data.models.find(e => e.name === p.seriesName);
          const a = key(m);
          return `<b>${escape(m.name)}</b><br>${escape(data.figure)} ${(100 * a.mean).toFixed(2)}${a.seeds > 1 ? ' ± ' + (100 * a.deviation).toFixed(2) : ''} %<br>${escape(name)}: ${short(p.value[0])}<br>file ${short(m.fileBytes)}B`;
        },
      }),
      grid: { left: 34, right: 90, top: 40, bottom: 40, containLabel: true },
      xAxis: axis(t, name, {
        type: logarithmic ? 'log' : 'value', scale: true,
        min: v => Math.max(0, v.min * .75), max: v => v.max * 1.15,
        axisLabel: { color: t.soft, formatter: short, showMinLabel: false, showMaxLabel: false }, splitLine: { show: false },
      }),
      yAxis: axis(t, sentence(data.figure) + ' in %', {
        type: 'value', scale: true, nameGap: 44, axisLabel: { color: t.soft, showMinLabel: false, showMaxLabel: false },
        min: v => Math.floor(Math.max(0, v.min - .35 * spread)), max: v => Math.ceil(Math.min(100, v.max + .45 * spread)),
      }),
      series,
    });
  }

  function layers(view, t) {
    const views = {
      channels: ['Output channels', l => l.channelsBefore, l => l.channelsAfter],
      macs: ['MACs per image', l => l.macsBefore, l => l.macsAfter],
      time: ['Milliseconds', l => l.millisecondsBefore, l => l.millisecondsAfter],
    };
    const [name, before, after] = views[view];
    const many = data.layers.length > 16;
    const bar = (label, values, color, gap) => ({
      name: label, type: 'bar', barGap: gap, barMaxWidth: 26, itemStyle: { color, borderRadius: [3, 3, 0, 0] }, data: values,
    });
    return Object.assign(frame(t), {
      tooltip: Object.assign(frame(t).tooltip, {
        trigger: 'axis', axisPointer: { type: 'shadow' },
        formatter: ps => {
          const l = data.layers[ps[0].dataIndex];
          const lines = ps.map(p => `${p.marker} ${escape(p.seriesName)} ${number(p.value) ? short(p.value) : '–'}`);
          return `<b>${escape(l.name)}</b> ${escape(l.operator)}<br>${lines.join('<br>')}`;
        },
      }),
      grid: { left: 30, right: 12, top: 40, bottom: many ? 46 : 16, containLabel: true },
      dataZoom: many ? [{ type: 'slider', height: 18, bottom: 6, borderColor: t.line, textStyle: { color: t.soft }, brushSelect: false }] : [],
      xAxis: axis(t, '', { type: 'category', data: data.layers.map(layerLabel), axisLabel: { color: t.soft, rotate: 40, fontSize: 11, hideOverlap: true } }),
      yAxis: axis(t, name, { type: 'value', nameGap: 52, axisLabel: { color: t.soft, formatter: short } }),
      series: [
        bar('before', data.layers.map(before), t.pale, '-100%'),
        Object.assign(bar('after', data.layers.map(after), t.blue, '-100%'), { z: 3 }),
      ],
    });
  }

  function curve(name, key, values, color, symbol, type, width) {
    return {
      id: name + ' ' + key, name, type: 'line', color, symbol, symbolSize: 5, showSymbol: values.length < 40,
      connectNulls: true, lineStyle: { type, width }, emphasis: { focus: 'series' }, data: values,
    };
  }

  function training(kinds, label, format, t) {
    const series = [];
    data.curves.forEach((c, i) => kinds.forEach(([key, type, width, scale]) => {
      const values = c.epochs.filter(e => number(e[key])).map(e => [e.epoch, scale * e[key]]);
      if (values.length) series.push(curve(c.name, key, values, hue(i, t), shapes[i % shapes.length], type, width));
    }));
    return Object.assign(frame(t), {
      tooltip: Object.assign(frame(t).tooltip, { trigger: 'axis',
        formatter: ps => `epoch ${ps[0].value[0]}<br>` + ps.map(p =>
          `${p.marker} ${escape(p.seriesName)}, ${/ validation\w+$/.test(p.seriesId) ? 'validation' : 'training'} <b>${format(p.value[1])}</b>`).join('<br>'),
      }),
      grid: { left: 34, right: 18, top: 44, bottom: 34, containLabel: true },
      xAxis: axis(t, 'Epoch', { type: 'value', nameGap: 26, minInterval: 1, min: 'dataMin', max: 'dataMax', splitLine: { show: false } }),
      yAxis: axis(t, label, { type: 'value', scale: true, nameGap: 42 }),
      series,
    });
  }

  const loss = (_, t) => training(
    [['trainingLoss', 'solid', 2, 1], ['validationLoss', 'dashed', 1.5, 1]], 'Loss', v => v.toFixed(4), t);
  const accuracy = (_, t) => training(
    [['validationAccuracy', 'solid', 2, 100], ['trainingAccuracy', 'dotted', 1.5, 100]], sentence(data.figure) + ' in %', v => v.toFixed(2) + ' %', t);

  function sensitivity(_, t) {
    const figures = data.sensitivity;
    const base = 100 * figures.baseline;
    const many = figures.groups.length > 12;
    const label = g => layerLabel({ name: g.producers[0] || g.name, operator: 'Conv' });
    return Object.assign(frame(t), {
      legend: Object.assign(frame(t).legend, { show: !many }),
      tooltip: Object.assign(frame(t).tooltip, {
        formatter: p => `<b>group ${figures.groups[p.seriesIndex].number}</b> ${escape(figures.groups[p.seriesIndex].name)}<br>${p.value[0].toFixed(0)} % of ${figures.groups[p.seriesIndex].channels} channels removed<br>${escape(data.figure)} ${p.value[1].toFixed(2)} %`,
      }),
      grid: { left: 34, right: 18, top: many ? 16 : 44, bottom: 34, containLabel: true },
      xAxis: axis(t, 'Share of the group removed in %', { type: 'value', nameGap: 26, min: 0, max: 100, splitLine: { show: false } }),
      yAxis: axis(t, sentence(data.figure) + ' in %', { type: 'value', scale: true, nameGap: 42 }),
      series: figures.groups.map((g, i) => Object.assign(curve(label(g) + ' (' + g.number + ')', 'sensitivity',
        [[0, base], ...g.points.map(p => [100 * p.ratio, 100 * p.accuracy])], hue(i, t), shapes[i % shapes.length], 'solid', 1.5))),
    });
  }

  function mount(id, option) {
    const place = document.getElementById(id);
    if (!place) return;
    const figure = place.closest('figure');
    figure.hidden = false;
    const chart = echarts.init(place, null, { renderer: 'svg' });
    const buttons = [...figure.querySelectorAll('.views button')];
    const state = { chart, view: buttons.length ? buttons[0].dataset.view : null };
    state.draw = forPrint => chart.setOption(option(state.view, tone(forPrint)), true);
    buttons.forEach(button => button.addEventListener('click', () => {
      state.view = button.dataset.view;
      buttons.forEach(other => other.setAttribute('aria-pressed', String(other === button)));
      state.draw(false);
    }));
    state.draw(false);
    charts.push(state);
  }

  function hasTimes() { return data.models.some(m => m.latencies.length && key(m)); }

  if (!hasTimes()) document.querySelectorAll('#trade-off [data-view="time"]').forEach(b => b.remove());
  const first = document.querySelector('#trade-off .views button');
  if (first) first.setAttribute('aria-pressed', 'true');
  mount('trade-off-chart', tradeOff);
  mount('layer-chart', layers);
  mount('loss-chart', loss);
  mount('accuracy-chart', accuracy);
  if (data.sensitivity) mount('sensitivity-chart', sensitivity);

  const redraw = forPrint => charts.forEach(state => { state.chart.resize(); state.draw(forPrint); });
  dark.addEventListener('change', () => redraw(false));
  window.addEventListener('resize', () => charts.forEach(state => state.chart.resize()));
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach(d => { d.dataset.was = d.open; d.open = true; });
    redraw(true);
  });
  window.addEventListener('afterprint', () => {
    document.querySelectorAll('details').forEach(d => { d.open = d.dataset.was === 'true'; });
    redraw(false);
  });
})();
