using System.Text.Json;
using Skylite.Graphs.Onnx;
using Skylite.Inference;
using Skylite.Inference.Scenes;
using Skylite.Native.OnnxRuntime;
using Skylite.Workbench.Exports;
using Skylite.Workbench.Models;

namespace Skylite.Tests.Native.Maps;

public sealed class ExportTests(MapPlayground playground) : IClassFixture<MapPlayground>
{
    [Fact]
    public void Two_dates_enter_the_Deepness_variant_as_one_image_and_probabilities_leave_it()
    {
        string[] bands = ["red", "nir"];
        var file = playground.Network("change.onnx", bands, dates: 2);
        var graph = OnnxReader.Read(file);
        var export = DeepnessExport.Make(graph, ModelFacts.Require(graph, file), pixelSize: 0.5);
        using var session = ModelSource.FromBytes(OnnxWriter.ToBytes(export), "deepness").Open();

        Assert.Equal([1L, 4, 32, 32], Assert.Single(session.Inputs).Dimensions);
        var random = new Random(2);
        var pixels = Enumerable.Range(0, 4 * 32 * 32).Select(_ => (float)random.NextDouble()).ToArray();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, 4, 32, 32]);
        using var outputs = session.Run(new Dictionary<string, OrtValue> { [session.Inputs[0].Name] = input });
        var probabilities = outputs[0].GetTensorDataAsSpan<float>();
        var weights = graph.Values["weights"].Constant!.ToSingle();
        for (var i = 0; i < 32 * 32; i++)
        {
            var logits = new[] { 0, 1 }.Select(c => Enumerable.Range(0, 4).Sum(b => weights[(c * 4) + b] * (double)pixels[(b * 32 * 32) + i])).ToArray();
            Assert.Equal(1 / (1 + Math.Exp(logits[0] - logits[1])), probabilities[(32 * 32) + i], 1e-5);
        }

        var metadata = session.Metadata.CustomMetadataMap;
        Assert.Equal("\"Segmentor\"", metadata["model_type"]);
        Assert.Equal("""{"0":"unchanged","1":"changed"}""", metadata["class_names"]);
        Assert.Equal("50", metadata["resolution"]);
        Assert.Equal(metadata["tile_size"], metadata["tiles_size"]);
        Assert.Equal("[0,0,0,0]", metadata["standardization_mean"]);
        // Deepness divides by 255: a standard deviation of 1 after a scale of 0.01 is 100 / 255 there.
        Assert.Equal(100 / 255.0, JsonDocument.Parse(metadata["standardization_std"]).RootElement[0].GetDouble(), 1e-6);
    }

    [Theory]
    [InlineData("logits", "Softmax")]
    [InlineData("probabilities", "Conv")]
    public void What_a_model_says_of_its_answers_decides_whether_they_become_probabilities(string stated, string last)
    {
        var file = playground.Network("stated.onnx", ["red", "green"]);
        var graph = OnnxReader.Read(file);
        graph.Metadata[AnswerKinds.MetadataKey] = stated;
        var export = DeepnessExport.Make(graph, ModelFacts.Require(graph, file), pixelSize: 1);
        Assert.Equal(last, export.Outputs[0].Producer!.OpType);
        Assert.Equal(AnswerKind.Probabilities, AnswerKinds.Of(export).Kind);
    }

    [Fact]
    public void The_ground_size_of_a_pixel_is_stated_known_or_said_to_be_assumed()
    {
        var file = playground.Network("sized.onnx", ["red", "green"]);
        var graph = OnnxReader.Read(file);
        var facts = ModelFacts.Require(graph, file);
        var (assumed, note) = DeepnessExport.PixelSize(facts, null);
        Assert.Equal(1, assumed);
        Assert.Contains("--pixel-size", note!, StringComparison.Ordinal);
        (facts with { GroundSize = 30 }).WriteTo(graph);
        facts = ModelFacts.Require(graph, file);
        Assert.Equal((30, null), DeepnessExport.PixelSize(facts, null));
        Assert.Equal((0.5, null), DeepnessExport.PixelSize(facts, 0.5));
        Assert.Contains("30 m a pixel", ModelCard.Make(DescribedModel.Of(graph, facts, file)), StringComparison.Ordinal);
        Assert.Contains("--pixel-size", Assert.Throws<ArgumentException>(() => DeepnessExport.PixelSize(facts, 0)).Message, StringComparison.Ordinal);
        graph.Metadata[ModelFacts.GroundSizeKey] = "wide";
        Assert.Contains("wide", Assert.Throws<InvalidDataException>(() => ModelFacts.Read(graph)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-unet.onnx", "model-2024-unet")]
    [InlineData("Wälder (neu).onnx", "W-lder--neu")]
    [InlineData("a.onnx", "model-a")]
    [InlineData("unet_small.onnx", "unet_small")]
    public void Items_have_names_that_the_schema_allows_and_find_their_model(string name, string expected)
    {
        var file = playground.Network(name, ["B02", "B03", "B04"]);
        var graph = OnnxReader.Read(file);
        var catalogue = playground.In(Path.Combine("catalogue", "item.json"));

        var item = JsonDocument.Parse(StacItem.Make(DescribedModel.Of(graph, ModelFacts.Require(graph, file), file), catalogue).ToJsonString()).RootElement;

        Assert.Equal(expected, item.GetProperty("properties").GetProperty("mlm:name").GetString());
        Assert.Matches("^[a-zA-Z][a-zA-Z0-9_.\\-\\s]+[a-zA-Z0-9]$", expected);
        var reference = new Uri(new Uri("file://" + catalogue), item.GetProperty("assets").GetProperty("model").GetProperty("href").GetString()!);
        Assert.Equal(file, reference.LocalPath);
    }

    [Fact]
    public void The_item_and_the_card_tell_bands_classes_and_size()
    {
        var file = playground.Network("item.onnx", ["B02", "B03", "B04"]);
        var graph = OnnxReader.Read(file);
        var facts = ModelFacts.Require(graph, file);
        var item = JsonDocument.Parse(StacItem.Make(DescribedModel.Of(graph, facts, file)).ToJsonString()).RootElement;
        var properties = item.GetProperty("properties");
        Assert.Equal("semantic-segmentation", properties.GetProperty("mlm:tasks")[0].GetString());
        Assert.Equal(
            [-1, 3, 32, 32], properties.GetProperty("mlm:input")[0].GetProperty("input").GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal("most B03", properties.GetProperty("mlm:output")[0].GetProperty("classification:classes")[1].GetProperty("name").GetString());
        Assert.Equal("2840FF", properties.GetProperty("mlm:output")[0].GetProperty("classification:classes")[1].GetProperty("color_hint").GetString());
        Assert.Equal("onnx", item.GetProperty("assets").GetProperty("model").GetProperty("mlm:artifact_type").GetString());

        // Whoever reads classes must be able to look up what they are.
        Assert.Equal(
            ["mlm", "classification", "file"], item.GetProperty("stac_extensions").EnumerateArray().Select(e => new Uri(e.GetString()!).Segments[1].Trim('/')));

        // What the schemas of STAC 1.1, MLM 1.5.2 and classification 1.1 ask for beyond that.
        Assert.Equal(JsonValueKind.Null, item.GetProperty("geometry").ValueKind);
        Assert.Equal(properties.GetProperty("bands").GetRawText(), item.GetProperty("assets").GetProperty("model").GetProperty("bands").GetRawText());
        Assert.All(
            properties.GetProperty("mlm:output")[0].GetProperty("classification:classes").EnumerateArray(),
            c => Assert.NotEmpty(c.GetProperty("description").GetString()!));
        Assert.Contains(
            "bands", properties.GetProperty("mlm:input")[0].GetProperty("input").GetProperty("dim_order").EnumerateArray().Select(d => d.GetString()));
        Assert.Equal(3, properties.GetProperty("mlm:input")[0].GetProperty("value_scaling").GetArrayLength());

        var asset = item.GetProperty("assets").GetProperty("model");
        Assert.Equal(
            (new FileInfo(file).Length, "1220" + FileChecksum.Of(file)),
            (asset.GetProperty("file:size").GetInt64(), asset.GetProperty("file:checksum").GetString()));
        Assert.Equal("logits", properties.GetProperty("mlm:hyperparameters").GetProperty("answers").GetString());

        var card = ModelCard.Make(DescribedModel.Of(graph, facts, file));
        Assert.Contains("answers with logits (it ends in Conv)", card, StringComparison.Ordinal);
        Assert.Contains("| B03 | 0 | 1 |", card, StringComparison.Ordinal);
        Assert.Contains("| 2 | most B04 | #3c40ff | 2 |", card, StringComparison.Ordinal);
        Assert.Contains(FileChecksum.Of(file), card, StringComparison.Ordinal);
    }
}
