using System.Globalization;
using Skylite.Workbench.Datasets;
using Spectre.Console;

namespace Skylite.Cli;

/// <summary>Shows what a folder of labelled imagery was found to be.</summary>
internal static class DatasetConsole
{
    private const int MostValues = 4;

    /// <summary>Prints the inspection.</summary>
    public static void Show(Terminal terminal, DatasetInspection data)
    {
        var facts = new Table().HideHeaders().AddColumns(string.Empty, string.Empty);
        void Fact(string name, string value)
        {
            if (value.Length > 0)
            {
                facts.AddRow(new Text(name), new Text(value));
            }
        }

        var plural = data.Rasters == 1 ? string.Empty : "s";
        var noun = data.Dates == 2 ? $"pair{plural} of dates" : data.Counted == "pixels" ? $"image{plural} with labels" : "images";
        Fact("task", data.Task);
        Fact("layout", $"{data.Layout}: {data.About}");
        var pieces = data.Rasters < data.Samples ? string.Create(CultureInfo.InvariantCulture, $"{data.Samples} pieces of ") : string.Empty;
        Fact("samples", string.Create(CultureInfo.InvariantCulture, $"{pieces}{data.Rasters} {noun}"));
        Fact("bands", $"{string.Join(", ", data.Bands)}{(data.NoData is { } n ? string.Create(CultureInfo.InvariantCulture, $"; nodata {n}") : string.Empty)}");
        Fact("pixel type", List(data.DataTypes, data.Samples));
        Fact("size", List(data.Sizes, data.Samples));
        Fact("on the ground", data.Places.Count == 0 ? "not georeferenced" : List(data.Places, data.Samples));
        Fact("division", string.Create(
            CultureInfo.InvariantCulture, $"{data.Split}: {data.Parts.Train} to train, {data.Parts.Validation} to validate, {data.Parts.Test} to test"));
        if (data.Counted == "pixels")
        {
            Fact(
                "without class",
                $"{JobConsole.Count(data.Unlabelled)} pixels left unlabelled"
                + $"{(data.Unknown > 0 ? $", {JobConsole.Count(data.Unknown)} of unknown value" : string.Empty)}");
        }

        terminal.Show(facts);
        ShowClasses(terminal, data);
        ShowStatistics(terminal, data);
        terminal.SayAll("note", data.Notes);
        terminal.SayAll("problem", data.Problems);
        if (data.Problems.Count == 0)
        {
            terminal.Say("no problems found");
        }
    }

    /// <summary>Prints the layouts that are recognised, for a folder that fits none.</summary>
    public static void ShowLayouts(Terminal terminal)
    {
        var table = new Table().AddColumns("layout", "what is looked for");
        foreach (var (id, looksFor) in DatasetInspector.Layouts)
        {
            table.AddRow(new Text(id), new Text(looksFor));
        }

        terminal.Show(table);
    }

    private static string List(IReadOnlyList<CountedFact> facts, int samples) => facts.Count == 1 && facts[0].Samples == samples
        ? facts[0].Value
        : string.Join(", ", facts.Take(MostValues).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Value} ({f.Samples})")))
            + (facts.Count > MostValues ? string.Create(CultureInfo.InvariantCulture, $", and {facts.Count - MostValues} more") : string.Empty);

    private static void ShowClasses(Terminal terminal, DatasetInspection data)
    {
        var hasColors = data.Classes.Any(c => c.Color is not null);
        var table = new Table().AddColumn("class");
        if (hasColors)
        {
            table.AddColumn("colour");
        }

        table.AddColumns($"train {data.Counted}", "validation", "test", "share %");
        foreach (var c in data.Classes)
        {
            string[] color = hasColors ? [c.Color ?? string.Empty] : [];
            table.AddRow(
            [
                c.Name.EscapeMarkup(), .. color, JobConsole.Count(c.Counts.Train), JobConsole.Count(c.Counts.Validation), JobConsole.Count(c.Counts.Test),
                JobConsole.Percent(c.Share),
            ]);
        }

        terminal.Show(table);
    }

    private static void ShowStatistics(Terminal terminal, DatasetInspection data)
    {
        if (data.Statistics.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("band (training part, raw values)", "mean", "standard deviation", "least", "most");
        foreach (var band in data.Statistics)
        {
            table.AddRow(band.Band.EscapeMarkup(), Number(band.Mean), Number(band.Deviation), Number(band.Minimum), Number(band.Maximum));
        }

        terminal.Show(table);
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
