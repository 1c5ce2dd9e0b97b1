using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skylite.Workbench.Reports.Sections;

namespace Skylite.Workbench.Reports;

/// <summary>Writes a report as one HTML file that needs nothing else: styles, charts, pictures and figures are inside.</summary>
public static partial class HtmlReport
{
    /// <summary>Writes the report; the file appears only when it is complete.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="model">What to show.</param>
    /// <param name="chartLibrary">
    /// The chart library's script (<c>echarts.min.js</c>); null looks for the installed one, and without any the tables stand alone.
    /// </param>
    public static void Write(string path, ReportModel model, string? chartLibrary = null)
    {
        var html = Render(model, chartLibrary ?? ChartLibrary.Find());
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }

    /// <summary>The HTML of a report.</summary>
    /// <param name="model">What to show.</param>
    /// <param name="chartLibrary">The chart library's script; if it is null or does not exist the report says that charts are missing.</param>
    public static string Render(ReportModel model, string? chartLibrary)
    {
        var charts = chartLibrary is not null && File.Exists(chartLibrary);
        var sections = ReportSections.All
            .Select(section => (section.Id, Title: section.TitleFor(model), Body: section.Render(model)))
            .Where(section => section.Body is not null)
            .ToList();
        var parts = new Dictionary<string, string>
        {
            ["title"] = Markup.Of($"{model.Title}").Html,
            ["written"] = model.Written is { } written ? Markup.Of($"<time datetime=\"{written:O}\">{written:yyyy-MM-dd HH:mm zzz}</time>").Html : string.Empty,
            ["summary"] = Markup.Join(model.Summary.Select(sentence => Markup.Of($"<p>{sentence}</p>"))).Html,
            ["tiles"] = Headline.Render(model).Html,
            ["navigation"] = Markup.Join(sections.Select(s => Markup.Of($"<a href=\"#{s.Id}\">{s.Title}</a>"))).Html,
            ["sections"] = Markup.Join(sections.Select(s => Markup.Of(
                $"<section id=\"{s.Id}\" aria-labelledby=\"{s.Id}-title\"><h2 id=\"{s.Id}-title\">{s.Title}</h2>{s.Body!.Value}</section>"))).Html,
            ["notice"] = charts
                ? string.Empty
                : "<p class=\"notice\" role=\"status\">Charts are unavailable: "
                    + "the chart library was not found when this report was written. All figures are in the tables.</p>",
            ["style"] = Resource("report.css"),
            ["data"] = JsonSerializer.Serialize(
                new ChartData(model.Models, model.Layers, model.Curves, model.Figure, model.Sensitivity), ReportJson.Default.ChartData),
            ["library"] = charts ? Harmless(File.ReadAllText(chartLibrary!)) : string.Empty,
            ["script"] = Resource("report.js"),
        };
        return Hole().Replace(Resource("report.html"), hole => parts[hole.Groups[1].Value]);
    }

    /// <summary>Keeps a script inside its element: the sequence that would end it cannot occur in it.</summary>
    private static string Harmless(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"Skylite.Workbench.Reports.Template.{name}")
            ?? throw new InvalidOperationException($"The template '{name}' is not in the program; build it again.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Hole();
}
