using System.Reflection;
using System.Text.RegularExpressions;
using Skylite.Graphs;
using Skylite.Graphs.Passes;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;

namespace Skylite.Tests.Zoo;

public sealed partial class ModelTests
{
    private static readonly ModelOptions Small = new() { Classes = 5, InputChannels = 4, Height = 64, Width = 96, WidthMultiplier = 0.125 };

    public static TheoryData<string> Ids => [.. Models.All.Select(m => m.Id)];

    [Fact]
    public void Every_model_of_the_assembly_is_in_the_list()
    {
        var declared = typeof(Model).Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(Model))
            .Select(p => ((Model)p.GetValue(null)!).Id);

        Assert.Equal(declared.Order(), Models.All.Select(m => m.Id).Order());
        Assert.Equal(Models.All.Count, Models.All.Select(m => m.Id).Distinct().Count());
        Assert.All(Models.All, m => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", m.Id));
        Assert.All(Models.All, m => Assert.Matches("(19|20)[0-9]{2}", m.Source));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_model_takes_small_images_of_any_bands_and_gives_logits(string id)
    {
        var model = Models.Find(id);
        var graph = model.Build(Small);

        Assert.Equal(id, graph.Name);
        Assert.Equal(model.Task == ModelTask.ChangeDetection ? ["date1", "date2"] : ["input"], graph.Inputs.Where(v => v.Constant is null).Select(v => v.Name));
        Assert.All(graph.Inputs, v => Assert.Equal("[batch, 4, 64, 96]", v.Shape!.ToString()));
        var output = Assert.Single(graph.Outputs);
        Assert.Equal("logits", output.Name);
        Assert.Equal(model.Task == ModelTask.SceneClassification ? "[batch, 5]" : "[batch, 5, 64, 96]", output.Shape!.ToString());
        Assert.All(graph.Nodes, n => Assert.Equal(ElementType.Float, n.Output(0).Type));
        Assert.All(graph.Initializers, v => Assert.NotEmpty(v.Uses));
    }

    [Theory]
    [InlineData("unet")]
    [InlineData("attention-unet")]
    [InlineData("unet-plus-plus")]
    [InlineData("light-unet")]
    [InlineData("deeplabv3-mobilenet-v2")]
    [InlineData("fc-ef")]
    [InlineData("fc-siam-conc")]
    [InlineData("snunet-c16")]
    [InlineData("light-siamese")]
    [InlineData("mobile-siamese")]
    public void Sides_that_do_not_halve_evenly_come_back_as_they_were(string id)
    {
        var graph = Models.Build(id, Small with { Height = 75, Width = 101 });

        ShapeInference.Run(graph);

        Assert.Equal("[batch, 5, 75, 101]", graph.Outputs[0].Shape!.ToString());
    }

    [Fact]
    public void A_siamese_network_shares_every_weight_of_its_towers()
    {
        var graph = Models.Build("fc-siam-diff", Small);

        var weight = graph.Values["conv11.weight"];
        Assert.Equal(["conv11", "conv11.again1"], weight.Uses.Select(u => u.Node.Name).Order());
        Assert.DoesNotContain(graph.Initializers, v => v.Name.Contains(".again", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "final1.weight")]
    [InlineData(3, "final3.weight")]
    public void A_nested_network_is_cut_to_any_depth(int depth, string head)
    {
        var whole = Models.Build("unet-plus-plus", Small with { DeepSupervision = true });
        var cut = Models.Build("unet-plus-plus", Small with { Depth = depth });

        Assert.Equal(["logits", "logits.1", "logits.2", "logits.3"], whole.Outputs.Select(v => v.Name));
        Assert.Contains(cut.Initializers, v => v.Name == head);
        Assert.Subset(whole.Initializers.Select(v => v.Name).ToHashSet(), cut.Initializers.Select(v => v.Name).ToHashSet());
        Assert.True(cut.Initializers.Count < whole.Initializers.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_model_is_sound_and_shape_inference_agrees_with_its_builder(string id)
    {
        var graph = Models.Build(id, Small with { RandomWeights = false });
        var built = graph.Values.Values.ToDictionary(v => v.Name, v => v.ToString());
        foreach (var value in graph.Nodes.Select(n => n.Output(0)))
        {
            (value.Type, value.Shape) = (ElementType.Undefined, null);
        }

        ShapeInference.Run(graph);

        Assert.Equal(built, graph.Values.Values.ToDictionary(v => v.Name, v => v.ToString()));
        Assert.Empty(GraphCheck.Problems(graph));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nodes_are_named_after_modules_and_parameters_after_nodes(string id)
    {
        var graph = Models.Build(id, Small);

        foreach (var node in graph.Nodes)
        {
            Assert.Matches(@"^[a-z0-9_]+(\.[a-z0-9_]+)*$", node.Name);
            // A linear layer on tokens is a product and a sum, named after the layer; numbers of formulas belong to nobody.
            var layer = Passes().Replace(node.Name, "");
            var parent = node.OpType is "MatMul" or "Add" ? layer[..Math.Max(0, layer.LastIndexOf('.'))] : layer;
            Assert.All(node.Inputs.Where(v => v?.Constant is not null).Select(v => v!.Name), v => Assert.True(
                v.StartsWith(layer + ".", StringComparison.Ordinal) || v == parent || v.StartsWith(parent + ".", StringComparison.Ordinal)
                || v.StartsWith("relu6.", StringComparison.Ordinal) || v.StartsWith("number.", StringComparison.Ordinal) || node.OpType == "Gather",
                $"{node.Name}: {v}"));
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_and_other_seeds_others()
    {
        var a = Models.Build("resnet18", Small);
        var b = Models.Build("resnet18", Small);
        var c = Models.Build("resnet18", Small with { Seed = 1 });
        var d = Models.Build("resnet18", Small with { Classes = 9 });

        Assert.Equal(Bytes(a, "layer1.0.conv1.weight"), Bytes(b, "layer1.0.conv1.weight"));
        Assert.NotEqual(Bytes(a, "layer1.0.conv1.weight"), Bytes(c, "layer1.0.conv1.weight"));
        Assert.NotEqual(Bytes(a, "layer1.0.conv1.weight"), Bytes(a, "layer1.0.conv2.weight"));
        Assert.Equal(Bytes(a, "layer4.1.conv2.weight"), Bytes(d, "layer4.1.conv2.weight"));
    }

    // Counted with torchvision's mobilenet_v2(width_mult=…).
    [Theory]
    [InlineData("mobilenet-v2-0.35", 1_677_128)]
    [InlineData("mobilenet-v2-0.5", 1_968_680)]
    [InlineData("mobilenet-v2-1.4", 6_108_776)]
    public void A_width_multiplier_can_stand_in_the_name(string id, long parameters)
    {
        var graph = Models.Build(id, new() { RandomWeights = false });

        Assert.Equal(id, graph.Name);
        Assert.Equal(parameters, graph.Initializers
            .Where(v => v.Constant!.Rank > 0 && !v.Name.Contains("running_", StringComparison.Ordinal))
            .Sum(v => v.Constant!.Count));
    }

    [Fact]
    public void Multipliers_in_name_and_options_multiply() =>
        Assert.Equal(
            Models.Build("resnet18", Small with { WidthMultiplier = 0.25 }).Values["layer4.0.conv1.weight"].Shape,
            Models.Build("resnet18-0.5", Small with { WidthMultiplier = 0.5 }).Values["layer4.0.conv1.weight"].Shape);

    [Theory]
    [InlineData("resnet81", "Did you mean resnet18")]
    [InlineData("resnet18-wide", "Did you mean resnet18")]
    [InlineData("mobilenet-v3-0.35", "mobilenet-v2")]
    [InlineData("yolo", "There are: lenet")]
    public void An_unknown_model_is_answered_with_the_nearest(string id, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Models.Build(id)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("alexnet", 62, "features.12")]
    [InlineData("vgg11", 31, "features.20")]
    [InlineData("lenet", 15, "pool2")]
    public void An_image_that_is_too_small_is_refused_where_nothing_is_left(string id, int side, string layer)
    {
        var error = Assert.Throws<ArgumentException>(() => Models.Build(id, Small.WithSize(side)));

        Assert.Contains($"{side}×{side}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{layer}'", error.Message, StringComparison.Ordinal);
        Assert.NotNull(Models.Build(id, Small.WithSize(side + 1)));
    }

    [Fact]
    public void A_layer_beyond_2_GiB_is_refused_by_name() =>
        Assert.Contains(
            "'fc1.weight' of lenet",
            Assert.Throws<ArgumentException>(() => Models.Build("lenet", new ModelOptions().WithSize(4000))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_range_are_named()
    {
        Refused(Small with { Classes = 0 }, "Classes");
        Refused(Small with { InputChannels = 0 }, "InputChannels");
        Refused(Small with { Height = -1 }, "Height");
        Refused(Small with { WidthMultiplier = 0 }, "The width");
        Refused(Small with { WidthMultiplier = double.NaN }, "The width");

        static void Refused(ModelOptions options, string name) =>
            Assert.Contains(name, Assert.Throws<ArgumentException>(() => Models.Build("lenet", options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_block_of_the_assembly_is_in_the_list()
    {
        var declared = typeof(Block).Assembly.GetTypes()
            .SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType == typeof(Block))
            .Select(p => ((Block)p.GetValue(null)!).Id);

        Assert.Equal(declared.Order(), BlockCatalogue.All.Select(b => b.Id).Order());
        Assert.All(BlockCatalogue.All, b => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", b.Id));
        Assert.All(BlockCatalogue.All, b => Assert.Matches("(19|20)[0-9]{2}", b.Source));
    }

    [Theory]
    [MemberData(nameof(NetworksWithBlocks))]
    public void A_block_stands_behind_every_level_of_the_encoder(string id)
    {
        var plain = Models.Build(id, Small with { Height = 96, RandomWeights = false });
        foreach (var block in BlockCatalogue.All)
        {
            var graph = Models.Build(id, Small with { Height = 96, Block = block.Id, RandomWeights = false });

            ShapeInference.Run(graph);
            Assert.Empty(GraphCheck.Problems(graph));
            Assert.Equal("[batch, 5, 96, 96]", graph.Outputs[0].Shape!.ToString());
            var levels = graph.Nodes.Where(n => n.Name.Contains("refine", StringComparison.Ordinal))
                .Select(n => Refined().Match(n.Name).Value).Distinct().Count();
            Assert.InRange(levels, block.ComparesAllPixels ? 1 : 4, 5);
            Assert.Superset(plain.Initializers.Select(v => v.Name).ToHashSet(), graph.Initializers.Select(v => v.Name).ToHashSet());
            Assert.DoesNotContain(
                graph.Initializers, v => v.Name.Contains(".again", StringComparison.Ordinal) || v.Name.Contains(".repeat", StringComparison.Ordinal));
        }
    }

    public static TheoryData<string> NetworksWithSideOutputs => [.. Models.All.Where(m => m.HasSideOutputs).Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(NetworksWithSideOutputs))]
    public void Side_outputs_have_the_size_of_the_answer_and_can_be_kept_alone(string id)
    {
        var plain = Models.Build(id, Small with { RandomWeights = false });
        var whole = Models.Build(id, Small with { DeepSupervision = true, RandomWeights = false });

        Assert.InRange(whole.Outputs.Count, 3, 5);
        Assert.All(whole.Outputs, o => Assert.Equal("[batch, 5, 64, 96]", o.Shape!.ToString()));
        Assert.Equal(plain.Initializers.Select(v => v.Name).Order(), SideOutputs.Keep(whole, 0).Initializers.Select(v => v.Name).Order());
        var nodes = 0;
        for (var i = 1; i < whole.Outputs.Count; i++)
        {
            var cut = SideOutputs.Keep(whole, i);

            ShapeInference.Run(cut);
            Assert.Empty(GraphCheck.Problems(cut));
            Assert.Equal("logits", Assert.Single(cut.Outputs).Name);
            Assert.Equal("[batch, 5, 64, 96]", cut.Outputs[0].Shape!.ToString());
            Assert.InRange(cut.Nodes.Count, nodes + 1, whole.Nodes.Count - 1);
            nodes = cut.Nodes.Count;
        }
    }

    [Fact]
    public void A_nested_network_cut_after_building_is_the_one_built_shallow()
    {
        var cut = SideOutputs.Keep(Models.Build("unet-plus-plus", Small with { DeepSupervision = true }), 2);
        var shallow = Models.Build("unet-plus-plus", Small with { Depth = 2 });

        Assert.Equal(shallow.Nodes.Select(n => n.Name).Order(), cut.Nodes.Select(n => n.Name).Order());
        Assert.Equal(shallow.Initializers.Select(v => $"{v.Name} {v.Shape}").Order(), cut.Initializers.Select(v => $"{v.Name} {v.Shape}").Order());
    }

    [Fact]
    public void Deep_supervision_is_refused_where_there_are_no_side_outputs() =>
        Assert.Contains(
            "unet-plus-plus",
            Assert.Throws<ArgumentException>(() => Models.Build("fc-ef", Small with { DeepSupervision = true })).Message,
            StringComparison.Ordinal);

    public static TheoryData<string> NetworksWithBlocks => [.. Models.All.Where(m => m.TakesBlocks).Select(m => m.Id)];

    [Fact]
    public void A_block_is_refused_where_there_is_no_encoder_and_when_it_is_unknown()
    {
        Assert.Contains(
            "light-unet", Assert.Throws<ArgumentException>(() => Models.Build("resnet18", Small with { Block = "cbam" })).Message, StringComparison.Ordinal);
        Assert.Contains("cbam", Assert.Throws<ArgumentException>(() => Models.Build("unet", Small with { Block = "cbma" })).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(\.(again|repeat)\d)+$")]
    private static partial Regex Passes();

    [GeneratedRegex(@"refine\d")]
    private static partial Regex Refined();

    private static byte[] Bytes(Graph graph, string name) => graph.Values[name].Constant!.Bytes.ToArray();
}
