using System.Text.Json;
using System.Text.RegularExpressions;
using Skylite.Compression.Pruning;
using Skylite.Graphs.Onnx;
using Skylite.Imagery.Datasets;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.EndToEnd;

[Collection(OneAtATime.Name)]
public partial class CommandTests(Playground playground) : IClassFixture<Playground>
{
    private static readonly string[] Commands =
    [
        "demo", "train", "eval", "infer", "dataset", "preview", "synthesize", "compress", "prune", "describe", "ensemble", "check", "groups", "sensitivity",
        "bench", "report", "export", "inspect", "list", "doctor",
    ];

    [Fact]
    public void Help_names_every_command_and_every_command_has_help()
    {
        var help = SkyliteProgram.Run("--help").Succeeded().Output;
        Assert.All(Commands, command => Assert.Matches($@"(?m)^  {command}\s", help));
        Assert.All(Commands, command => Assert.Contains("Usage:", SkyliteProgram.Run(command, "--help").Succeeded().Output, StringComparison.Ordinal));
        Assert.Contains("Usage:", SkyliteProgram.Run().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void List_names_what_there_is()
    {
        Assert.DoesNotMatch(@"(?m)^  [a-z-]+ +[a-z0-9-]+ *$", SkyliteProgram.Run("list").Succeeded().Output);
        Assert.All(Models.All, m => Assert.Contains(m.Id, SkyliteProgram.Run("list", "models").Succeeded().Output, StringComparison.Ordinal));
        var all = Parse(SkyliteProgram.Run("list", "--json"));
        Assert.Equal(PruningCriteria.All.Select(c => c.Id), all.GetProperty("criteria").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(BlockCatalogue.All.Select(b => b.Id), all.GetProperty("blocks").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal(SceneDatasets.All.Select(d => d.Id), all.GetProperty("datasets").EnumerateArray().Select(e => e.GetString()));
    }

    [Fact]
    public void Inspect_shows_a_network_as_text_and_as_json()
    {
        var file = playground.In("lenet.onnx");
        OnnxWriter.Write(Models.Build("lenet", new ModelOptions { Classes = 10, InputChannels = 1, Height = 28, Width = 28 }), file);

        Assert.Contains("Conv", SkyliteProgram.Run("inspect", file).Succeeded().Output, StringComparison.Ordinal);
        var json = Parse(SkyliteProgram.Run("inspect", file, "--json"));
        Assert.Equal(new FileInfo(file).Length, json.GetProperty("fileBytes").GetInt64());
        Assert.True(json.GetProperty("parameters").GetInt64() > 1000);
        Assert.True(json.GetProperty("layers").GetArrayLength() > 4);

        Assert.Contains("3.10 G MACs", SkyliteProgram.Run("inspect", "fc-ef", "--summary").Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("592.48 M MACs", SkyliteProgram.Run("inspect", "fc-ef", "--size", "112", "--summary").Succeeded().Output, StringComparison.Ordinal);
        SkyliteProgram.Run("inspect", file, "--size", "64").Refused(1, "--size is for networks of the zoo");
    }

    [Fact]
    public void A_network_from_elsewhere_says_what_it_was_told()
    {
        var (file, described) = (playground.In("theirs.onnx"), playground.In("described.onnx"));
        var graph = Models.Build("lenet", new ModelOptions { Classes = 2, InputChannels = 4, Height = 28, Width = 28 });
        graph.Metadata.Clear();
        OnnxWriter.Write(graph, file);
        string[] bands = ["describe", file, "--out", described, "--bands", "B04,B03,B02,B08", "--classes", "dry,flooded"];

        SkyliteProgram.Run(bands).Refused(1, "--normalization", "--mean and --std");
        SkyliteProgram.Run([.. bands, "--mean", "0.1,x"]).Refused(2, "--mean takes numbers");
        Assert.False(File.Exists(described));
        var told = SkyliteProgram.Run([.. bands, "--mean", "0.1,0.2,0.3,-0.4", "--std", "0.05", "--scale", "1e-4"]).Succeeded();
        Assert.Contains("(raw · 0.0001 − [0.1, 0.2, 0.3, -0.4]) / 0.05", told.Output, StringComparison.Ordinal);
        var inspected = SkyliteProgram.Run("inspect", described, "--summary").Succeeded().Output;
        Assert.Contains("bands: B04, B03, B02, B08 (reflectance); classes: dry, flooded", inspected, StringComparison.Ordinal);
    }

    [Fact]
    public void Doctor_finds_every_engine()
    {
        var outcome = SkyliteProgram.Run("doctor").Succeeded();
        Assert.All(new[] { "libtorch", "ONNX Runtime", "GDAL", "passed" }, word => Assert.Contains(word, outcome.Output, StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Object, Parse(SkyliteProgram.Run("doctor", "--json")).ValueKind);
    }

    [Fact]
    public void The_demo_ends_with_a_report_that_needs_nothing_else()
    {
        var outcome = playground.Demo.Succeeded();
        Assert.Contains("report.html", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(" file ratio ", outcome.Output, StringComparison.Ordinal);
        var html = File.ReadAllText(playground.In("demo", "report.html"));
        Assert.DoesNotMatch(OutsideReference(), html);
        Assert.Contains("echarts", html, StringComparison.Ordinal);
        Assert.Contains("data:image/png;base64,", html, StringComparison.Ordinal);
        Assert.True(new FileInfo(playground.In("demo", "compressed", "model.onnx")).Length < new FileInfo(playground.Student).Length / 4);
    }

    [Fact]
    public void A_model_is_evaluated_with_the_split_it_was_trained_with()
    {
        var outcome = SkyliteProgram.Run("eval", playground.Student, "--data", playground.In("demo", "imagery")).Succeeded();
        Assert.Contains("overall accuracy", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("another split", outcome.Error, StringComparison.Ordinal);

        var figures = Parse(SkyliteProgram.Run("eval", playground.Student, "--data", playground.In("demo", "imagery"), "--json"));
        var recorded = JsonDocument.Parse(File.ReadAllText(playground.In("demo", "student", "result.json"))).RootElement;
        static double Accuracy(JsonElement eval) => eval.GetProperty("figures").GetProperty("overallAccuracy").GetDouble();
        Assert.Equal(recorded.GetProperty("stages")[0].GetProperty("test").GetProperty("overallAccuracy").GetDouble(), Accuracy(figures));
        Assert.Equal(("test", true), (figures.GetProperty("part").GetString(), figures.GetProperty("isTrainedSplit").GetBoolean()));

        // Another share for validation leaves the test images what they are.
        var other = Parse(SkyliteProgram.Run("eval", playground.Student, "--data", playground.In("demo", "imagery"), "--validation-share", "0.3", "--json"));
        Assert.Equal(Accuracy(figures), Accuracy(other));
        Assert.False(other.GetProperty("isTrainedSplit").GetBoolean());
    }

    [Fact]
    public void Two_models_are_timed_side_by_side()
    {
        var compressed = playground.In("demo", "compressed", "model.onnx");
        var rows = Parse(SkyliteProgram.Run(
            "bench", playground.Student, "--against", compressed, "--threads", "1", "--batch", "1,2", "--seconds", "0.2", "--json"));
        Assert.Equal([1, 1, 2, 2], rows.EnumerateArray().Select(r => r.GetProperty("batch").GetInt32()).Order());
        Assert.All(rows.EnumerateArray(), r => Assert.True(r.GetProperty("median").GetDouble() > 0));
    }

    [Fact]
    public void The_time_of_a_model_is_told_layer_by_layer()
    {
        var only = Assert.Single(Parse(SkyliteProgram.Run("bench", playground.Student, "--layers", "--threads", "1", "--batch", "2", "--json"))
            .EnumerateArray());
        Assert.Equal(2, only.GetProperty("batch").GetInt32());
        var layers = only.GetProperty("layers").EnumerateArray().ToList();
        Assert.Contains(layers, layer => layer.GetProperty("opType").GetString()!.Contains("Conv", StringComparison.Ordinal));
        Assert.Equal(1, layers.Sum(layer => layer.GetProperty("share").GetDouble()), 1e-6);
    }

    [Fact]
    public void Two_runs_share_a_report()
    {
        var file = playground.In("both.html");
        _ = playground.Student;
        var written = Parse(SkyliteProgram.Run("report", playground.In("demo", "teacher"), playground.In("demo", "compressed"), "--out", file, "--json"));
        Assert.Equal(Path.GetFullPath(file), Assert.Single(written.EnumerateObject()).Value.GetString());
        var html = File.ReadAllText(file);
        Assert.Contains("teacher: float", html, StringComparison.Ordinal);
        Assert.Contains("compressed: prune", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(OutsideReference(), html);
    }

    [Fact]
    public void A_recipe_file_compresses()
    {
        File.WriteAllText(playground.In("int8.json"), """[{ "step": "quantize", "calibration": "min-max", "images": 16 }]""");
        var result = Parse(SkyliteProgram.Run(
            "compress", playground.Student, "--data", playground.In("demo", "imagery"), "--recipe", playground.In("int8.json"), "--out", playground.In("int8"),
            "--threads", "1", "--json"));
        Assert.Equal("compress", result.GetProperty("kind").GetString());
        Assert.True(File.Exists(playground.In("int8", "model.onnx")));
    }

    private static JsonElement Parse(Outcome outcome) => JsonDocument.Parse(outcome.Succeeded().Output).RootElement;

    [GeneratedRegex("""<(script|link|img|iframe)[^>]*\s(src|href)="(https?:)?//""")]
    private static partial Regex OutsideReference();
}
