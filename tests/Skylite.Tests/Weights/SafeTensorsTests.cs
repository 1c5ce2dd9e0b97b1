using System.Buffers.Binary;
using System.Text;
using Skylite.Graphs;
using Skylite.Graphs.Weights;
using Skylite.Tests.Graphs;

namespace Skylite.Tests.Weights;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Headers are padded to eight bytes, so that the first byte of the file, of 32 possible ones, may be the one that a pickle begins with.
    [Fact]
    public void Files_are_told_by_their_content_whatever_the_length_of_their_header()
    {
        var first = new HashSet<byte>();
        for (var length = 1; length <= 300; length++)
        {
            var path = _folder.File("named.weights");
            SafeTensors.Write(path, new Dictionary<string, Tensor> { [new string('w', length)] = Tensor.Vector(1f, 2f) });
            first.Add(File.ReadAllBytes(path)[0]);

            Assert.Equal([1f, 2f], Assert.Single(WeightFile.Read(path)).Value.ToSingle());
        }

        Assert.Contains((byte)0x80, first);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var path = _folder.File("a.safetensors");
        var tensors = new Dictionary<string, Tensor>
        {
            ["flags"] = Tensor.Create([true, false, true], 3),
            ["weight"] = Tensor.Create([1.5f, -2, 3, 4, 5, 6], 2, 3),
            ["steps"] = Tensor.Scalar(long.MaxValue),
            ["half"] = Tensor.Create([(Half)0.5f], 1, 1),
            ["brain"] = new Tensor(ElementType.BFloat16, [1], new byte[] { 0x80, 0x3F }),
            ["none"] = Tensor.Create<float>([], 0, 4),
        };

        SafeTensors.Write(path, tensors, new Dictionary<string, string> { ["epoch"] = "3", ["says"] = "ä\"\n" });
        var content = SafeTensors.Read(path);

        Assert.Equal("ä\"\n", content.Metadata["says"]);
        Assert.Equal("3", content.Metadata["epoch"]);
        Assert.Equal(tensors.Keys.Order(), content.Tensors.Keys.Order());
        Assert.All(tensors, t =>
        {
            Assert.Equal(t.Value.ToString(), content.Tensors[t.Key].ToString());
            Assert.Equal(t.Value.Bytes.ToArray(), content.Tensors[t.Key].Bytes.ToArray());
        });
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        var path = _folder.File("a.safetensors");

        SafeTensors.Write(path, new Dictionary<string, Tensor> { ["b"] = Tensor.Vector(1f), ["a"] = Tensor.Vector<byte>(7) });

        const string Header = """{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}""";
        var padded = Header.PadRight((Header.Length + 7) / 8 * 8);
        Assert.Equal([(byte)padded.Length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(padded), 0, 0, 0x80, 0x3F, 7], File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "cut short|lie where")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "longer")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "lie where")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", 4, "header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2305843009213693952],"data_offsets":[0,9223372036854775807]}}""", 4, "header")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "twice")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "F8_E4M3")]
    [InlineData("""{"a":{"dtype":"F32","shape":"x","data_offsets":[0,4]}}""", 4, "header")]
    [InlineData("""{"a":4}""", 4, "header")]
    [InlineData("""["a"]""", 4, "header")]
    [InlineData("""{"a":""", 4, "header")]
    public void Files_that_contradict_themselves_are_refused(string header, int dataBytes, string? complaint)
    {
        var path = Write(header.Length, header, dataBytes);

        if (complaint is null)
        {
            Assert.Single(SafeTensors.Read(path).Tensors);
            return;
        }

        var error = Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path));
        Assert.Contains("bad.safetensors", error.Message, StringComparison.Ordinal);
        Assert.Matches(complaint, error.Message);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(90_000_000)]
    public void A_header_length_that_the_file_cannot_hold_is_refused_without_reserving_memory(long length)
    {
        var path = Write(length, "{}", 0);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => SafeTensors.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<FileNotFoundException>(() => SafeTensors.Read(_folder.File("gone.safetensors")));

        Assert.Contains("gone.safetensors", error.Message, StringComparison.Ordinal);
    }

    private string Write(long headerLength, string header, int dataBytes)
    {
        var path = _folder.File("bad.safetensors");
        var bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, headerLength);
        Encoding.UTF8.GetBytes(header, bytes.AsSpan(8));
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
