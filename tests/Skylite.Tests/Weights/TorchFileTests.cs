using Skylite.Graphs;
using Skylite.Graphs.Weights;
using Skylite.Tests.Graphs;

namespace Skylite.Tests.Weights;

public sealed class TorchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Tensors_come_with_their_types_strides_and_shared_storages(bool legacy)
    {
        var writer = new TorchFileWriter()
            .Storage<float>("0", 0, 1, 2, 3, 4, 5)
            .Storage("1", (Half)1.5f)
            .Storage<long>("2", 42)
            .Storage("3", 0.1, 0.2)
            .Storage<ushort>("4", 0x3F80);
        var weights = Read(writer, legacy, TorchFileWriter.StateDictionary(
            new("whole", "0", 6, [2, 3], [3, 1]),
            new("transposed", "0", 6, [3, 2], [1, 3]),
            new("column", "0", 6, [2], [3]) { Offset = 2 },
            new("expanded", "0", 6, [2, 2], [0, 1]) { Offset = 4 },
            new("empty", "0", 6, [0, 7], [7, 1]),
            new("half", "1", 1, [1], [1]) { StorageClass = "HalfStorage" },
            new("counter", "2", 1, [], []) { StorageClass = "LongStorage" },
            new("double", "3", 2, [2], [1]) { StorageClass = "DoubleStorage" },
            new("brain", "4", 1, [1], [1]) { StorageClass = "BFloat16Storage" }));

        Assert.Equal(["whole", "transposed", "column", "expanded", "empty", "half", "counter", "double", "brain"], weights.Keys);
        Assert.Equal([0, 1, 2, 3, 4, 5], weights["whole"].ToArray<float>());
        Assert.Equal([2, 3], weights["whole"].Dimensions.ToArray());
        Assert.Equal([0, 3, 1, 4, 2, 5], weights["transposed"].ToArray<float>());
        Assert.Equal([3, 2], weights["transposed"].Dimensions.ToArray());
        Assert.Equal([2, 5], weights["column"].ToArray<float>());
        Assert.Equal([4, 5, 4, 5], weights["expanded"].ToArray<float>());
        Assert.Equal([0, 7], weights["empty"].Dimensions.ToArray());
        Assert.Equal((Half)1.5f, Assert.Single(weights["half"].ToArray<Half>()));
        Assert.Equal(42, Assert.Single(weights["counter"].ToInt64()));
        Assert.Equal([0.1, 0.2], weights["double"].ToArray<double>());
        Assert.Equal(ElementType.BFloat16, weights["brain"].Type);
        Assert.Equal([1f], weights["brain"].ToSingle());
    }

    [Theory]
    [InlineData(false, "state_dict")]
    [InlineData(true, "model")]
    [InlineData(false, "whatever")]
    public void Wrappings_and_prefixes_of_training_scripts_are_taken_off(bool legacy, string wrapping)
    {
        var pickle = new PickleWriter();
        pickle.Protocol().Dictionary(() =>
        {
            pickle.Text("epoch").Int(3);
            pickle.Text(wrapping).OrderedDictionary(() => TorchFileWriter.Entries(
                pickle,
                new("module.fc.weight", "0", 2, [2, 1], [1, 1]),
                new("module.fc.bias", "0", 2, [1], [1])));
        }).Stop();

        var weights = Read(new TorchFileWriter().Storage<float>("0", 7, 8), legacy, pickle.ToArray());

        Assert.Equal(["fc.weight", "fc.bias"], weights.Keys);
        Assert.Equal([7, 8], weights["fc.weight"].ToArray<float>());
    }

    [Fact]
    public void Parameters_newer_protocols_and_memos_are_understood()
    {
        var pickle = new PickleWriter();
        pickle.Protocol(4).Op(0x95, 0, 0, 0, 0, 0, 0, 0, 0).Op('}').Op(0x94).Op('(');
        pickle.Text("a").Op((byte)'q', 9);
        pickle.Text("torch._utils").Text("_rebuild_parameter").Op(0x93);
        pickle.Tuple(() => pickle.TensorView(new("a", "0", 1, [1], [1])).Op(0x88).Op(')')).Op('R').Op('r').UInt32(1000);
        pickle.Op(0x8C, 1, (byte)'b').Op('j').UInt32(1000);
        pickle.Op('u').Stop();

        var weights = Read(new TorchFileWriter().Storage<float>("0", 5), legacy: false, pickle.ToArray());

        Assert.Equal([5f], weights["a"].ToArray<float>());
        Assert.Equal([5f], weights["b"].ToArray<float>());
    }

    private IReadOnlyDictionary<string, Tensor> Read(TorchFileWriter writer, bool legacy, byte[] pickle)
    {
        var path = _folder.File("w.pth");
        writer.Write(path, pickle, legacy);
        return WeightFile.Read(path);
    }
}
