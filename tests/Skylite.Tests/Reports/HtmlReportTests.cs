using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Skylite.Workbench.Reports;
using Skylite.Workbench.Results;

namespace Skylite.Tests.Reports;

public sealed partial class HtmlReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("2,232,839")]
    [InlineData("742,119")]
    [InlineData("3.01×")] // 2232839 / 742119
    [InlineData("8.60×")] // 8949112 / 1040990
    [InlineData("3.42×")] // 12.4 / 3.63
    [InlineData("3.73×")] // 58.9 / 15.8
    [InlineData("8.95 MB")]
    [InlineData("312,862,592")]
    [InlineData("313 M")]
    [InlineData("94.17 <small>± 0.40 %</small>")]
    [InlineData("−0.62")]
    [InlineData("0.932 <small>± 0.005</small>")]
    [InlineData("292 <small>images/s</small>")] // 8 images in 27.4 ms
    [InlineData("masked ≡ removed ≡ ONNX Runtime")]
    [InlineData("4.8e-7")]
    [InlineData("2,624 of 5,232")]
    [InlineData("✗ fails")]
    [InlineData("AVX-512BF16")]
    [InlineData("--criterion taylor")]
    [InlineData("2025-11-21 18:30")]
    [InlineData("data:image/png;base64,iVBOR")]
    [InlineData("over 3 seeds")]
    public void Every_figure_is_on_the_page(string figure) =>
        Assert.Contains(figure, Body(HtmlReport.Render(ReportSample.Full, null)), StringComparison.Ordinal);

    [Fact]
    public void What_comes_from_outside_is_escaped_everywhere()
    {
        const string Evil = "</script><script>alert('1 & 2')</script>\"'<b>";
        var model = new ReportModel
        {
            Title = Evil,
            Summary = [Evil],
            Models = [new ModelRow(Evil) { Note = Evil, Quality = [new(Evil, new Score(0.5))] }],
            Layers = [new LayerRow(Evil, Evil)],
            Confusions = [new ConfusionTable(Evil, [Evil], [[1]])],
            Curves = [new TrainingCurve(Evil, [new EpochRow(1)])],
            Samples = [new SamplePrediction([1], Evil, [new Guess(Evil, Evil, 1)])],
            Certificates = [new CertificateRow(Evil, 1, 2, 0, null, 1)],
            Commands = [new CommandRow(Evil)],
            Environment = [new FactRow(Evil, Evil, Evil)],
        };

        var html = HtmlReport.Render(model, null);

        Assert.DoesNotContain("alert('", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>\"", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("</script>").Length - 1);
        Assert.True(html.Split("&lt;/script&gt;").Length - 1 >= 18);
    }

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_outside()
    {
        var html = HtmlReport.Render(ReportSample.Full, null);
        var page = Parse(html);

        Assert.DoesNotMatch("https?://|@import|url\\(", html);
        Assert.All(page.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "href"), a => Assert.Matches("^(#|data:)", a.Value));
        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("nav").Single().Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
    }

    [Fact]
    public void Tables_have_captions_heads_have_scopes_and_pictures_have_descriptions()
    {
        var page = Parse(HtmlReport.Render(ReportSample.Full, null));

        Assert.Equal(10, page.Descendants("table").Count());
        Assert.All(page.Descendants("table"), t => Assert.NotEmpty(t.Element("caption")!.Value));
        Assert.All(page.Descendants("th"), h => Assert.NotNull(h.Attribute("scope")));
        Assert.All(page.Descendants("img"), i => Assert.NotEmpty(i.Attribute("alt")!.Value));
        foreach (var table in page.Descendants("table"))
        {
            Assert.Single(table.Descendants("tr").Select(Columns).Distinct());
        }
    }

    [Fact]
    public void Without_the_chart_library_all_tables_stay_and_the_page_says_so()
    {
        var html = HtmlReport.Render(ReportSample.Full, Path.Combine(_folder, "nothing.js"));

        Assert.Contains("Charts are unavailable", html, StringComparison.Ordinal);
        Assert.Contains("Table of 34 layers", html, StringComparison.Ordinal);
        Assert.All(Parse(html).Descendants("figure"), f => Assert.NotNull(f.Attribute("hidden")));
    }

    [Fact]
    public void The_chart_library_travels_inside_and_cannot_end_its_element()
    {
        var library = Path.Combine(_folder, "echarts.min.js");
        File.WriteAllText(library, "var echarts={x:'</script>{{title}}$&'};");

        var html = HtmlReport.Render(ReportSample.Full, library);

        Assert.DoesNotContain("Charts are unavailable", html, StringComparison.Ordinal);
        Assert.Contains("<script>var echarts={x:'<\\/script>{{title}}$&'};</script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_of_the_charts_is_json_with_the_same_figures()
    {
        var html = HtmlReport.Render(ReportSample.Full, null);
        var json = Regex.Match(html, "id=\"report-data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

        using var data = JsonDocument.Parse(json);
        Assert.Equal(742_119, data.RootElement.GetProperty("models")[1].GetProperty("parameters").GetInt64());
        Assert.Equal(34, data.RootElement.GetProperty("layers").GetArrayLength());
        Assert.Equal(0.5 / 1.5, 0.945 - data.RootElement.GetProperty("curves")[0].GetProperty("epochs")[0].GetProperty("validationAccuracy").GetDouble(), 9);
    }

    [Fact]
    public void Parts_without_content_leave_no_section()
    {
        var html = HtmlReport.Render(new ReportModel { Title = "Nothing yet" }, null);

        var page = Parse(html);
        Assert.Empty(page.Descendants("section"));
        Assert.Empty(page.Descendants("table"));
    }

    [Fact]
    public void Every_section_of_the_assembly_is_on_a_full_page()
    {
        var sections = typeof(HtmlReport).Assembly.GetTypes().Count(t => t.IsClass && t.GetInterface("IReportSection") is not null);

        Assert.Equal(sections, Parse(HtmlReport.Render(ReportSample.Full, null)).Descendants("section").Count());
    }

    [Fact]
    public void Every_ratio_says_of_what_and_a_class_that_says_nothing_has_a_dash()
    {
        var classes = ReportSample.Full.Classes.Select(t => t with { Figures = [new ClassFigures(null, null, null, null), .. t.Figures.Skip(1)] });
        var body = Body(HtmlReport.Render(ReportSample.Full with { Classes = [.. classes] }, null));

        Assert.All(["Parameters ratio</th>", "MACs ratio</th>", "File ratio</th>"], head => Assert.Contains(head, body, StringComparison.Ordinal));
        Assert.DoesNotContain("ompression ratio", body, StringComparison.Ordinal);
        var row = Parse(HtmlReport.Render(ReportSample.Full with { Classes = [.. classes] }, null)).Descendants("section")
            .Single(s => s.Attribute("id")?.Value == "classes").Descendants("tbody").Single().Elements("tr").First();
        Assert.All(row.Elements("td"), cell => Assert.Equal("–", cell.Value));
    }

    [Theory]
    [InlineData(2, 2, "fewer parameters", "smaller file", "faster")]
    [InlineData(0.5, 2, "more parameters", "larger file", "slower")]
    [InlineData(1, 1, "as many parameters", "file of the same size", "as fast")]
    public void The_large_figures_say_in_which_direction_they_go(double ratio, double shown, params string[] words)
    {
        var before = ReportSample.Full.Models[0];
        var after = before with
        {
            Name = "after",
            Parameters = (long)(before.Parameters / ratio),
            FileBytes = (long)(before.FileBytes / ratio),
            Latencies = [.. before.Latencies.Select(l => l with { Milliseconds = l.Milliseconds / ratio })],
        };
        var html = HtmlReport.Render(ReportSample.Full with { Models = [before, after] }, null);
        Assert.All(words, word => Assert.Contains(Invariant($"<b>{shown:0.00}×</b><span>{word}</span>"), html, StringComparison.Ordinal));
    }

    [Fact]
    public void A_single_model_has_no_ratios()
    {
        var model = new ReportModel { Title = "One", Models = [ReportSample.Full.Models[0]] };

        var body = Body(HtmlReport.Render(model, null));

        Assert.Contains("2,232,839", body, StringComparison.Ordinal);
        Assert.DoesNotContain("×", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ratio</th>", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_replaces_the_file_and_leaves_nothing_beside_it()
    {
        var path = Path.Combine(_folder, "deep", "report.html");

        HtmlReport.Write(path, ReportSample.Full, Path.Combine(_folder, "nothing.js"));
        HtmlReport.Write(path, ReportSample.Full with { Title = "Second" }, Path.Combine(_folder, "nothing.js"));

        Assert.Contains("<h1>Second</h1>", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(Path.Combine(_folder, "deep")));
    }

    [Fact]
    public void A_report_survives_json()
    {
        var json = JsonSerializer.Serialize(ReportSample.Full, ReportJson.Default.ReportModel);
        var back = JsonSerializer.Deserialize(json, ReportJson.Default.ReportModel)!;

        Assert.Equal(HtmlReport.Render(ReportSample.Full, null), HtmlReport.Render(back, null));
    }

    [Fact]
    public void A_score_of_several_seeds_has_mean_and_sample_deviation()
    {
        Assert.Equal(new Score(2, 1, 3), Score.Of(1, 2, 3));
        Assert.Equal(new Score(0.9), Score.Of(0.9));
        Assert.Throws<ArgumentException>(() => Score.Of());
    }

    private static int Columns(XElement row) => row.Elements().Sum(c => (int?)c.Attribute("colspan") ?? 1);

    private static string Body(string html) => html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("<script", StringComparison.Ordinal)];

    /// <summary>Reads the page as XML after closing its void elements and taking scripts and styles out.</summary>
    private static XElement Parse(string html)
    {
        var text = Scripts()
            .Replace(html, string.Empty)
            .Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal)
            .Replace(" hidden>", " hidden=\"\">", StringComparison.Ordinal)
            .Replace("<details open>", "<details open=\"\">", StringComparison.Ordinal);
        return XElement.Parse(Voids().Replace(text, "<$1$2/>"));
    }

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<(meta|link|img)([^>]*)>")]
    private static partial Regex Voids();
}
