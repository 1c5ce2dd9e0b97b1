using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Weights;
using Skylite.Tests.Graphs;
using Skylite.Zoo;

namespace Skylite.Tests.Weights;

public sealed class WeightLoadingTests : IDisposable
{
    private static readonly ModelOptions Tiny = new() { Classes = 5, WidthMultiplier = 0.125, Height = 32, Width = 32 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("onnx")]
    [InlineData("safetensors")]
    public void Weights_of_one_network_fill_another_of_its_kind(string format)
    {
        var source = Models.Build("resnet18", Tiny with { Seed = 1 });
        var target = Models.Build("resnet18", Tiny with { Seed = 2 });

        var report = WeightLoading.Load(target, WeightFile.Read(Save(source, format)), new() { Strict = true });

        Assert.True(report.IsComplete);
        Assert.Equal(source.Initializers.Count, report.Matched.Count);
        Assert.All(source.Initializers, v => Assert.Equal(v.Constant!.Bytes.ToArray(), target.Values[v.Name].Constant!.Bytes.ToArray()));
    }

    [Fact]
    public void Weights_of_MobileNetV2_fill_the_encoder_of_mobile_siamese()
    {
        var source = Models.Build("mobilenet-v2", Tiny with { Seed = 1 });
        var target = Models.Build("mobile-siamese", Tiny with { Seed = 2 });

        var report = WeightLoading.Load(target, source.Initializers.Where(v => v.Constant!.Rank > 0).ToDictionary(v => v.Name, v => v.Constant!));

        Assert.Empty(report.Mismatched);
        Assert.DoesNotContain(report.Missing, IsOfEncoder);
        Assert.Equal(target.Initializers.Where(v => IsOfEncoder(v.Name)).Select(v => v.Name).Order(), report.Matched.Order());
        static bool IsOfEncoder(string name) => name.StartsWith("features.", StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_convolution_is_fitted_to_other_bands()
    {
        var source = Models.Build("mobilenet-v2", Tiny with { Seed = 4 });
        var target = Models.Build("mobilenet-v2", Tiny with { Seed = 5, InputChannels = 4 });
        var weights = source.Initializers.ToDictionary(v => v.Name, v => v.Constant!);

        var report = WeightLoading.Load(target, weights, new() { BandSources = [2, null, 0, 1] });

        const string First = "features.0.0.weight";
        Assert.Equal([First], report.Adapted);
        Assert.Empty(report.Mismatched);
        var (from, to) = (weights[First].ToSingle().Chunk(9).ToArray(), target.Values[First].Constant!.ToSingle().Chunk(9).ToArray());
        for (var filter = 0; filter < from.Length / 3; filter++)
        {
            float[] Scaled(Func<int, float> of) => [.. Enumerable.Range(0, 9).Select(i => of(i) * 0.75f)];
            var (red, green, blue) = (from[3 * filter], from[(3 * filter) + 1], from[(3 * filter) + 2]);
            Assert.Equal(Scaled(i => blue[i]), to[4 * filter]);
            Assert.Equal(Scaled(i => (red[i] + green[i] + blue[i]) / 3), to[(4 * filter) + 1], (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(Scaled(i => red[i]), to[(4 * filter) + 2]);
        }

        Assert.Single(WeightLoading.Load(Models.Build("mobilenet-v2", Tiny with { InputChannels = 4 }), weights).Mismatched);
    }

    [Fact]
    public void A_head_for_other_classes_is_kept_and_reported()
    {
        var source = Models.Build("mobilenet-v2", Tiny with { Seed = 1 });
        var target = Models.Build("mobilenet-v2", Tiny with { Seed = 2, Classes = 7 });
        var head = target.Values["classifier.1.weight"].Constant;

        var report = WeightLoading.Load(target, WeightFile.Read(Save(source, "safetensors")));

        Assert.Equal(["classifier.1.weight", "classifier.1.bias"], report.Mismatched.Select(m => m.Name));
        Assert.Equal("classifier.1.weight (file [5, 1280], network [7, 1280])", report.Mismatched[0].ToString());
        Assert.Same(head, target.Values["classifier.1.weight"].Constant);
        Assert.Empty(report.Missing);
        Assert.Contains("2 of another shape: classifier.1.weight", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_unexpected_weights_are_reported_and_counters_passed_over()
    {
        var graph = Models.Build("lenet");
        var weights = new Dictionary<string, Tensor>
        {
            ["conv1.bias"] = Tensor.Create<double>([1, 2, 3, 4, 5, 6], 6),
            ["conv1.num_batches_tracked"] = Tensor.Scalar(9L),
            ["conv9.weight"] = Tensor.Scalar(1f),
        };

        var report = WeightLoading.Load(graph, weights);

        Assert.Equal(["conv1.bias"], report.Matched);
        Assert.Equal(["conv9.weight"], report.Unexpected);
        Assert.Equal(9, report.Missing.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], graph.Values["conv1.bias"].Constant!.ToArray<float>());
    }

    [Fact]
    public void Strict_loading_refuses_differences_and_leaves_the_graph_alone()
    {
        var graph = Models.Build("lenet");
        var before = graph.Values["conv1.bias"].Constant;
        var weights = new Dictionary<string, Tensor> { ["conv1.bias"] = Tensor.Vector(1f, 2, 3, 4, 5, 6) };

        var error = Assert.Throws<InvalidDataException>(() => WeightLoading.Load(graph, weights, new() { Strict = true }));

        Assert.Contains("9 missing in the file: conv1.weight", error.Message, StringComparison.Ordinal);
        Assert.Same(before, graph.Values["conv1.bias"].Constant);
    }

    [Fact]
    public void Weights_of_another_network_are_refused()
    {
        var weights = WeightFile.Read(Save(Models.Build("lenet"), "safetensors"));

        var error = Assert.Throws<InvalidDataException>(() => WeightLoading.Load(Models.Build("mobilenet-v2", Tiny), weights));

        Assert.Contains("mobilenet-v2", error.Message, StringComparison.Ordinal);
    }

    private string Save(Graph graph, string format)
    {
        var path = _folder.File($"w.{format}");
        if (format == "onnx")
        {
            OnnxWriter.Write(graph, path);
        }
        else
        {
            SafeTensors.Write(path, graph.Initializers.ToDictionary(v => "module." + v.Name, v => v.Constant!));
        }

        return path;
    }
}
