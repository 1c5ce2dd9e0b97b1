using System.IO.Compression;
using Skylite.Graphs.Weights;
using Skylite.Tests.Graphs;

namespace Skylite.Tests.Weights;

public sealed class HostileTorchFileTests : IDisposable
{
    private static readonly SavedTensor Good = new("a", "0", 4, [2, 2], [2, 1]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("argparse", "Namespace")]
    [InlineData("torchvision.models.resnet", "ResNet")]
    public void Names_that_are_not_weights_are_refused_and_named(string module, string name)
    {
        var pickle = new PickleWriter();
        pickle.Protocol().Dictionary(() =>
        {
            TorchFileWriter.Entries(pickle, Good);
            pickle.Text("x").Global(module, name).Tuple(() => pickle.Text("touch somewhere")).Op('R');
        }).Stop();

        Assert.Contains($"'{module}.{name}'", Complaint(pickle.ToArray()), StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> BrokenPickles => new()
    {
        { "empty", [] },
        { "stop on an empty stack", new PickleWriter().Protocol().Stop().ToArray() },
        { "text longer than the file", new PickleWriter().Protocol().Op('X').UInt32(uint.MaxValue).ToArray() },
        { "long text", new PickleWriter().Protocol(4).Op(0x8D, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F).ToArray() },
        { "negative length", new PickleWriter().Protocol(4).Op(0x8E, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF).ToArray() },
        { "huge integer", new PickleWriter().Protocol().Op((byte)0x8B).UInt32(uint.MaxValue).ToArray() },
        { "forgotten memo", new PickleWriter().Protocol().Op((byte)'h', 7).Stop().ToArray() },
        { "tuple without mark", new PickleWriter().Protocol().Op('t').Stop().ToArray() },
        { "item behind the mark", new PickleWriter().Protocol().Op('}').Op('(').Op('0').Op('0').Stop().ToArray() },
        { "append to nothing", new PickleWriter().Protocol().Int(1).Int(2).Op('a').Stop().ToArray() },
        { "odd items", new PickleWriter().Protocol().Op('}').Op('(').Int(1).Op('u').Stop().ToArray() },
        { "call of a number", new PickleWriter().Protocol().Int(1).Op(')').Op('R').Stop().ToArray() },
        { "call of a value", new PickleWriter().Protocol().Global("torch", "float32").Op(')').Op('R').Stop().ToArray() },
        { "call with wrong arguments", new PickleWriter().Protocol().Global("torch._utils", "_rebuild_tensor_v2").Op(')').Op('R').Stop().ToArray() },
        { "state of a number", new PickleWriter().Protocol().Int(1).Int(2).Op('b').Stop().ToArray() },
        { "unknown operation", new PickleWriter().Protocol().Op((byte)0x82, 1).Stop().ToArray() },
        { "future protocol", new PickleWriter().Protocol(6).Op('}').Stop().ToArray() },
        { "no storage", new PickleWriter().Protocol().Int(1).Op('Q').Stop().ToArray() },
        { "no tensors", new PickleWriter().Protocol().Op('}').Stop().ToArray() },
        { "a list", new PickleWriter().Protocol().Op(']').Stop().ToArray() },
        { "a dictionary in itself", new PickleWriter().Protocol().Op('}').Op((byte)'q', 0).Text("model").Op((byte)'h', 0).Op('s').Stop().ToArray() },
        { "beyond the storage", TorchFileWriter.StateDictionary(Good with { Offset = 1 }) },
        { "claimed storage", TorchFileWriter.StateDictionary(Good with { StorageCount = 5 }) },
        { "missing storage", TorchFileWriter.StateDictionary(Good with { Key = "../0" }) },
        { "far stride", TorchFileWriter.StateDictionary(Good with { Strides = [long.MaxValue, 1] }) },
        { "negative stride", TorchFileWriter.StateDictionary(Good with { Offset = 3, Strides = [-1, -1] }) },
        { "negative length of an axis", TorchFileWriter.StateDictionary(Good with { Lengths = [-2, -2] }) },
        { "more strides than axes", TorchFileWriter.StateDictionary(Good with { Strides = [4, 2, 1] }) },
        { "expanded without measure", TorchFileWriter.StateDictionary(Good with { Lengths = [1 << 20, 1 << 10], Strides = [0, 0] }) },
        { "expanded past all numbers", TorchFileWriter.StateDictionary(Good with { Lengths = [1L << 62, 1L << 62], Strides = [0, 0] }) },
        { "other kind of storage", TorchFileWriter.StateDictionary(Good with { StorageClass = "float32" }) },
    };

    [Theory]
    [MemberData(nameof(BrokenPickles))]
    public void Pickles_that_make_no_sense_are_refused_in_bounded_memory(string what, byte[] pickle)
    {
        Assert.NotEmpty(what);
        foreach (var legacy in new[] { false, true })
        {
            var before = GC.GetAllocatedBytesForCurrentThread();

            Complaint(pickle, legacy);

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_cut_anywhere_is_refused(bool legacy)
    {
        var path = Write(new TorchFileWriter().Storage<float>("0", 1, 2, 3, 4), TorchFileWriter.StateDictionary(Good), legacy);
        var bytes = File.ReadAllBytes(path);
        Assert.Single(WeightFile.Read(path));

        for (var length = 0; length < bytes.Length; length += 3)
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.Contains("w.pth", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Damaged_bytes_never_cause_anything_but_a_refusal(bool legacy)
    {
        var path = Write(new TorchFileWriter().Storage<float>("0", 1, 2, 3, 4), TorchFileWriter.StateDictionary(Good), legacy);
        var bytes = File.ReadAllBytes(path);
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 400; i++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(path, damaged);
            try
            {
                WeightFile.Read(path);
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("w.pth", e.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.InRange(refused, 50, 400);
    }

    [Fact]
    public void Compressed_archives_are_refused_because_they_could_grow_without_measure()
    {
        var path = Write(
            new TorchFileWriter { Compression = CompressionLevel.Optimal }.Storage("0", new float[1 << 20]),
            TorchFileWriter.StateDictionary(new SavedTensor("a", "0", 1 << 20, [1 << 20], [1])),
            legacy: false);

        Assert.Contains("compressed", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Big_endian_files_are_refused(bool legacy)
    {
        var path = Write(new TorchFileWriter { ByteOrder = "big" }.Storage<float>("0", 1, 2, 3, 4), TorchFileWriter.StateDictionary(Good), legacy);

        Assert.Contains("big-endian", Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_archives_and_other_files_are_refused()
    {
        var zip = _folder.File("x.pth");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntry("readme.txt").Open().Dispose();
        }

        var text = _folder.File("y.pth");
        File.WriteAllText(text, "<html>not found</html>");

        Assert.Contains("data.pkl", Assert.Throws<InvalidDataException>(() => WeightFile.Read(zip)).Message, StringComparison.Ordinal);
        Assert.Contains("y.pth", Assert.Throws<InvalidDataException>(() => WeightFile.Read(text)).Message, StringComparison.Ordinal);
    }

    private string Complaint(byte[] pickle, bool legacy = false)
    {
        var path = Write(new TorchFileWriter().Storage<float>("0", 1, 2, 3, 4), pickle, legacy);
        var message = Assert.Throws<InvalidDataException>(() => WeightFile.Read(path)).Message;
        Assert.Contains("w.pth", message, StringComparison.Ordinal);
        return message;
    }

    private string Write(TorchFileWriter writer, byte[] pickle, bool legacy)
    {
        var path = _folder.File("w.pth");
        File.Delete(path);
        writer.Write(path, pickle, legacy);
        return path;
    }
}
