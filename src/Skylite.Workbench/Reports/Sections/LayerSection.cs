namespace Skylite.Workbench.Reports.Sections;

/// <summary>Channels, MACs and time of every layer.</summary>
internal sealed class LayerSection : IReportSection
{
    public string Id => "layers";

    public string Title => "Layer by layer";

    public Markup? Render(ReportModel model)
    {
        if (model.Layers.Count == 0)
        {
            return null;
        }

        var timed = model.Layers.Any(l => l.MillisecondsBefore is not null || l.MillisecondsAfter is not null);
        List<(string, string)> views = [("channels", "Channels"), ("macs", "MACs")];
        if (timed)
        {
            views.Add(("time", "Time"));
        }

        var times = timed ? new Markup("<th scope=\"col\">ms before</th><th scope=\"col\">ms after</th>") : Markup.Empty;
        return Markup.Of($"""
            {Charts.Place("layer-chart", "Channels, multiply-adds and time of each layer before and after; the figures are in the table below.", null, views)}
            <details{(model.Layers.Count <= 12 ? new Markup(" open") : Markup.Empty)}><summary>Table of {model.Layers.Count} layers</summary>
            <div class="scroll"><table>
            <caption>Output channels, multiply-adds per image{(timed ? " and time in ONNX Runtime" : string.Empty)} of each layer before and after.</caption>
            <thead><tr><th scope="col">Layer</th><th scope="col" class="text">Operator</th><th scope="col">Channels before</th><th scope="col">after</th><th scope="col">Kept</th><th scope="col">MACs before</th><th scope="col">after</th>{times}</tr></thead>
            <tbody>{Markup.Join(model.Layers.Select(l => Row(l, timed)))}</tbody>
            </table></div></details>
            """);
    }

    private static Markup Row(LayerRow layer, bool timed)
    {
        var kept = layer.ChannelsBefore > 0 ? 100.0 * layer.ChannelsAfter / layer.ChannelsBefore : 100;
        var times = timed ? Markup.Of($"<td>{Time(layer.MillisecondsBefore)}</td><td>{Time(layer.MillisecondsAfter)}</td>") : Markup.Empty;
        return Markup.Of($"<tr><th scope=\"row\">{layer.Name}</th><td class=\"text\">{layer.Operator}</td><td>{layer.ChannelsBefore}</td>"
            + $"<td>{layer.ChannelsAfter}</td><td><span class=\"meter\" style=\"--share:{kept:0.#}%\">{kept:0} %</span></td>"
            + $"<td>{Figures.Count(layer.MacsBefore)}</td><td>{Figures.Count(layer.MacsAfter)}</td>{times}</tr>");
    }

    private static Markup Time(double? milliseconds) =>
        milliseconds is { } value ? Markup.Of($"{Figures.Significant(value)}") : Figures.Missing;
}
