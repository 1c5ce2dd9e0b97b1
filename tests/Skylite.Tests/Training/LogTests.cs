using System.Buffers.Binary;
using System.Text;
using Skylite.Training.Logs;

namespace Skylite.Tests.Training;

public sealed class LogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-logs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // RFC 3720, B.4: the CRC-32C of 32 bytes of zeros is 8a9136aa.
    [Fact]
    public void The_checksum_is_masked_crc32c()
    {
        const uint Crc = 0x8a9136aa;

        Assert.Equal(unchecked(((Crc >> 15) | (Crc << 17)) + 0xa282ead8u), TensorBoardWriter.MaskedCrc(new byte[32]));
    }

    [Fact]
    public void An_event_file_holds_a_version_and_the_scalars()
    {
        using (var writer = new TensorBoardWriter(_folder))
        {
            writer.Write("training/loss", 0.75, 300);
        }

        var records = Records(File.ReadAllBytes(Directory.GetFiles(_folder).Single())).ToArray();

        Assert.Equal(2, records.Length);
        Assert.Contains("brain.Event:2", Encoding.UTF8.GetString(records[0]), StringComparison.Ordinal);
        Assert.Contains("training/loss", Encoding.UTF8.GetString(records[1]), StringComparison.Ordinal);
        // field 2 (step) as a varint, then at the end field 2 of the value: 0.75 as a float.
        Assert.Equal([0x10, 0xac, 0x02], records[1][9..12]);
        Assert.Equal(0.75f, BinaryPrimitives.ReadSingleLittleEndian(records[1].AsSpan(^4..)));
    }

    [Fact]
    public void Two_writers_in_one_folder_do_not_meet()
    {
        using var first = new TensorBoardWriter(_folder);
        using var second = new TensorBoardWriter(_folder);

        Assert.NotEqual(first.Path, second.Path);
    }

    [Fact]
    public void Metrics_come_back_and_an_unfinished_line_does_not_hurt()
    {
        var path = Path.Combine(_folder, "metrics.jsonl");
        var log = new MetricsLog(path);
        log.Append(new("epoch", 1), new("loss", 0.5), new("bad", double.NaN));
        log.Append(new("epoch", 2), new("loss", 0.25));
        File.AppendAllText(path, "{\"epoch\": 3, \"lo");

        var records = MetricsLog.Read(path);

        Assert.Equal([0.5, 0.25], records.Select(r => r["loss"]));
        Assert.False(records[0].ContainsKey("bad"));
    }

    [Fact]
    public void Records_of_epochs_that_are_done_again_are_dropped()
    {
        var path = Path.Combine(_folder, "metrics.jsonl");
        var log = new MetricsLog(path);
        for (var epoch = 1; epoch <= 3; epoch++)
        {
            log.Append(new KeyValuePair<string, double>("epoch", epoch));
        }

        log.KeepBelow("epoch", 3);
        Assert.Equal([1, 2], MetricsLog.Read(path).Select(r => r["epoch"]));
        log.KeepBelow("epoch", 0);
        Assert.False(File.Exists(path));
    }

    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(TensorBoardWriter.MaskedCrc(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var data = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(TensorBoardWriter.MaskedCrc(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return data;
            at += length + 16;
        }
    }
}
