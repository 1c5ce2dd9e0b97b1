using Skylite.Graphs;
using Skylite.Native.Torch;
using Skylite.Tests.Native.Torch;
using Skylite.Training;
using Skylite.Training.Losses;
using Skylite.Zoo;

namespace Skylite.Tests.Native.Training;

[Collection(TorchAlone.Name)]
public sealed class InterpreterTests
{
    [Theory]
    [InlineData("lenet", 32, 3)]
    [InlineData("alexnet", 64, 3)]
    [InlineData("vgg11-bn", 32, 3)]
    [InlineData("squeezenet1-1", 64, 3)]
    [InlineData("resnet18", 64, 3)]
    [InlineData("resnet50", 32, 3)]
    [InlineData("mobilenet-v2", 64, 3)]
    public void Zoo_networks_compute_what_onnx_runtime_computes(string model, int side, int channels)
    {
        var graph = Models.Build(model, new ModelOptions { Classes = 7, InputChannels = channels }.WithSize(side));

        OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { [graph.Inputs[0].Name] = OrtOracle.Noise(1, 2, channels, side, side) });
    }

    [Theory]
    [InlineData("Conv")]
    [InlineData("ConvTranspose")]
    public void A_kernel_whose_lengths_no_attribute_and_no_shape_says_is_read_off_the_weights(string op)
    {
        var graph = new Graph("bare");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 6, 8, 8));
        var turned = graph.Apply("Transpose", "turned", graph.AddInitializer("stored", OrtOracle.Noise(2, 3, 5, 6, 6)));
        turned.Producer!.Attributes.Set("perm", [2L, 3, 0, 1]);
        var y = graph.Apply(op, "y", x, turned);
        y.Producer!.Attributes.Set("auto_pad", "SAME_UPPER");
        y.Type = ElementType.Float;
        graph.AddOutput(y);
        Assert.Null(turned.Shape);

        OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { ["x"] = OrtOracle.Noise(1, 1, 6, 8, 8) });
    }

    [Fact]
    public void Any_values_are_fetched_and_only_what_they_need_runs()
    {
        var graph = TinyNetwork.Build();
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph);
        var input = GraphTensors.ToTorch(OrtOracle.Noise(1, 2, 3, 8, 8));

        var values = interpreter.Run([input], ["stem.relu", "input", "stem.weight", "stem.norm"], RunMode.Evaluate);

        Assert.Equal(3, interpreter.Plan(["stem.relu", "input", "stem.weight", "stem.norm"]).Steps.Length);
        Assert.Equal([2, 8, 8, 8], values[0].Shape);
        Assert.Equal(input.ToArray<float>(), values[1].ToArray<float>());
        Assert.Equal(graph.Values["stem.weight"].Constant!.ToArray<float>(), values[2].ToArray<float>());
        Assert.Equal(Array.ConvertAll(values[3].ToArray<float>(), v => Math.Max(0, v)), values[0].ToArray<float>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dropout_silences_whole_channels_where_it_is_told_to(bool ofChannels)
    {
        var graph = new Graph("dropout");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(50, 40, 3, 3));
        graph.AddOutput(graph.Apply("Dropout", "y", x, graph.AddInitializer("ratio", Tensor.Scalar(0.25f))));
        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph, new InterpreterOptions { ChannelDropout = ofChannels });
        TorchRuntime.Seed(3);

        var maps = interpreter.Run(TorchTensor.Ones(50, 40, 3, 3), RunMode.Train).ToArray<float>().Chunk(9).ToArray();

        Assert.Equal(0.25, maps.Average(m => m.Count(v => v == 0) / 9.0), 0.04);
        Assert.All(maps.SelectMany(m => m), v => Assert.True(v == 0 || Math.Abs(v - (1 / 0.75f)) < 1e-6));
        Assert.Equal(ofChannels, maps.All(m => m.Distinct().Count() == 1));
    }

    [Theory]
    [InlineData(false, true, 1e-4)]
    [InlineData(true, true, 0.03)]
    public void Other_memory_orders_and_precisions_stay_close(bool shorter, bool channelsLast, double tolerance)
    {
        var graph = Models.Build("mobilenet-v2", new ModelOptions { Classes = 7 }.WithSize(64));
        var feeds = new Dictionary<string, Tensor> { [graph.Inputs[0].Name] = OrtOracle.Noise(1, 2, 3, 64, 64) };

        var plain = OrtOracle.RunInterpreter(graph, feeds)[0];
        var other = OrtOracle.RunInterpreter(graph, feeds, new InterpreterOptions { BFloat16 = shorter, ChannelsLast = channelsLast })[0];

        OrtOracle.AssertClose(plain, other, tolerance, "logits");
    }

    [Fact]
    public void Bfloat16_trains_relu6_networks()
    {
        var graph = Models.Build("mobilenet-v2", new ModelOptions { Classes = 3, WidthMultiplier = 0.25 }.WithSize(32));
        var options = new TrainerOptions { Epochs = 2, LearningRate = 1e-3, Interpreter = new InterpreterOptions { BFloat16 = true, ChannelsLast = true } };

        var history = new Trainer(graph, new CrossEntropyLoss(), new RandomScenes(12, 6, side: 32), null, options).Run().History;

        Assert.True(double.IsFinite(history[1].TrainingLoss));
        Assert.NotEqual(history[0].TrainingLoss, history[1].TrainingLoss);
    }

    [Theory]
    [InlineData("mobilenet-v2")]
    [InlineData("resnet18")]
    public void Overwriting_in_place_changes_no_gradient(string model)
    {
        var graph = Models.Build(model, new ModelOptions { Classes = 3, WidthMultiplier = 0.25 }.WithSize(32));
        var input = GraphTensors.ToTorch(OrtOracle.Noise(1, 6, 3, 32, 32));
        float[][] Gradients(IReadOnlyList<string> fetches)
        {
            using var scope = new TensorScope();
            using var interpreter = new Interpreter(graph);
            TorchRuntime.Seed(1);
            Aten.Sum(Aten.Square(interpreter.Run([input], fetches, RunMode.Train)[0])).Backward();
            return [.. interpreter.Parameters.Select(p => p.Tensor.Grad!.ToArray<float>())];
        }

        // What is fetched is never overwritten.
        var expected = Gradients(["logits", .. graph.Nodes.SelectMany(n => n.Outputs).Select(v => v!.Name).Where(n => n != "logits")]);
        var actual = Gradients(["logits"]);

        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second));
        Assert.Contains(expected, g => g.Any(v => v != 0));
    }

    [Fact]
    public void Runs_leave_no_tensor_behind()
    {
        using var interpreter = new Interpreter(TinyNetwork.Build());
        using var input = GraphTensors.ToTorch(OrtOracle.Noise(1, 2, 3, 8, 8));
        interpreter.Run(input).Dispose();
        var before = TorchAlone.LiveTensors();

        for (var i = 0; i < 3; i++)
        {
            interpreter.Run(input, RunMode.Train).Dispose();
        }

        Assert.Equal(before, TorchAlone.LiveTensors());
    }

    [Fact]
    public void A_failing_node_is_named()
    {
        using var interpreter = new Interpreter(TinyNetwork.Build());
        using var input = GraphTensors.ToTorch(OrtOracle.Noise(1, 2, 4, 8, 8));

        Assert.Contains("stem.conv", Assert.Throws<InvalidOperationException>(() => interpreter.Run(input)).Message, StringComparison.Ordinal);
        Assert.Contains("input", Assert.Throws<ArgumentException>(() => interpreter.Run([], ["logits"], RunMode.Evaluate)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_back_and_loading_give_the_same_weights()
    {
        var graph = TinyNetwork.Build(seed: 1);
        var other = TinyNetwork.Build(seed: 2);
        using var interpreter = new Interpreter(graph);

        interpreter.Load(other);

        Assert.Equal(other.Values["body.weight"].Constant!.ToArray<float>(), interpreter.WriteBack().Values["body.weight"].Constant!.ToArray<float>());
        Assert.NotEqual(other.Values["body.weight"].Constant!.ToArray<float>(), graph.Values["body.weight"].Constant!.ToArray<float>());
        Assert.Throws<InvalidDataException>(() => interpreter.Load(TinyNetwork.Build(classes: 5)));
    }

    [Fact]
    public void A_quantising_pair_lets_the_gradient_straight_through_inside_its_range()
    {
        var graph = new Graph("pair");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(4));
        Value[] grid = [graph.AddInitializer("scale", Tensor.Scalar(0.5f)), graph.AddInitializer("zero", Tensor.Scalar((sbyte)0))];
        var codes = graph.Apply("QuantizeLinear", "codes", x, grid[0], grid[1]);
        var y = graph.Apply("DequantizeLinear", "y", codes, grid[0], grid[1]);
        y.Type = ElementType.Float;
        graph.AddOutput(y);
        var values = Tensor.Vector(0.3f, -0.8f, 64.2f, 100f);
        OrtOracle.AssertSame(graph, new Dictionary<string, Tensor> { ["x"] = values });

        using var scope = new TensorScope();
        using var interpreter = new Interpreter(graph);
        var input = GraphTensors.ToTorch(values);
        input.RequiresGrad = true;
        Aten.Sum(interpreter.Run(input, RunMode.Train)).Backward();

        Assert.Equal([1, 1, 0, 0], input.Grad!.ToArray<float>());
        Assert.Empty(interpreter.Parameters);
    }

    [Fact]
    public void Constants_of_arithmetic_are_not_learnt()
    {
        var graph = new Graph("constants");
        var x = graph.AddInput("x", ElementType.Float, Shape.Of(1, 2, 4, 4));
        x = graph.Apply("Sub", "centred", x, graph.AddInitializer("mean", Tensor.Create([0.5f, 0.4f], 1, 2, 1, 1)));
        x = graph.Apply("Conv", "conv", x, graph.AddInitializer("weight", OrtOracle.Noise(1, 2, 2, 1, 1)));
        x = graph.Apply("Add", "three", x, graph.AddInitializer("3", Tensor.Scalar(3f)));
        x = graph.Apply("Add", "biased", x, graph.AddInitializer("bias", Tensor.Create([0.5f, 0.4f], 1, 2, 1, 1)));
        graph.AddOutput(x);
        using var interpreter = new Interpreter(graph);

        Assert.Equal(["weight", "bias"], interpreter.Parameters.Select(p => p.Name));
        Assert.Equal([ParameterRole.Weight, ParameterRole.Bias], interpreter.Parameters.Select(p => p.Role));
    }
}
