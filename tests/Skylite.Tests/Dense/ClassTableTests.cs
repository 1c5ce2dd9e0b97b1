using Skylite.Imagery.Dense.Labels;

namespace Skylite.Tests.Dense;

public sealed class ClassTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("skylite-classes-").FullName;

    private string File => Path.Combine(_folder, ClassTable.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_is_read_as_it_was_written_and_sorted_by_value()
    {
        new ClassTable([new(7, "water") { Color = "#0000ff" }, new(3, "land")], [0]).Save(_folder);
        var table = ClassTable.Load(File);
        Assert.Equal(["land", "water"], table.Classes.Select(c => c.Name));
        var encoding = table.Encoding();
        Assert.Equal("#0000ff", encoding.Classes[1].Color);
        var labels = new byte[4];
        Assert.Equal(1, encoding.Decode([7, 3, 0, 9], 1, labels));
        Assert.Equal([1, 0, LabelValue.Ignore, LabelValue.Ignore], labels);
    }

    [Fact]
    public void A_class_may_be_left_out_of_means()
    {
        System.IO.File.WriteAllText(
            File, """{"classes": [{"value": 0, "name": "land"}, {"value": 1, "name": "clutter", "color": "#ff0000", "leftOutOfMeans": true}]}""");
        Assert.Equal([false, true], ClassTable.Load(File).Encoding().Classes.Select(c => c.LeftOutOfMeans));
        ClassTable.Load(File).Save(_folder);
        Assert.Equal([false, true], ClassTable.Load(File).Classes.Select(c => c.LeftOutOfMeans));
    }

    [Fact]
    public void Colours_may_be_ignored_beside_numbers()
    {
        System.IO.File.WriteAllText(
            File,
            """{"classes": [{"value": 1, "name": "land", "color": "#00ff00"}, {"value": 2, "name": "water", "color": "#0000ff"}], "ignored": ["#000000", 0]}""");
        var table = ClassTable.Load(File);
        table.Save(_folder);
        Assert.Equal(["#000000", "0"], ClassTable.Load(File).Ignored!.Select(i => i.ToString()));
        var labels = new byte[3];
        Assert.Equal(0, table.Encoding(isColoured: true).Decode([0, 255, 0, 0, 0, 0, 0, 0, 255], 3, labels));
        Assert.Equal([0, LabelValue.Ignore, 1], labels);
        Assert.Equal(0, table.Encoding().Decode([1, 0, 2], 1, labels));
        Assert.Equal([0, LabelValue.Ignore, 1], labels);
    }

    [Theory]
    [InlineData("""{"classes": [{"value": 0, "name": "a", "color": "#00ff00"}, {"value": 1, "name": "b"}], "ignored": ["#00FF00"]}""", "#00ff00")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 1, "name": "b"}], "ignored": ["black"]}""", "'black'")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 1, "name": "b"}], "ignored": [true]}""", "whole number or a colour")]
    [InlineData("""{"classes": [{"value": 0, "name": "a", "leftOutOfMeans": true}, {"value": 1, "name": "b", "leftOutOfMeans": true}]}""", "every class")]
    [InlineData("{}", "classes")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}]}""", "1 classes")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 0, "name": "b"}]}""", "two classes")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 300, "name": "b"}]}""", "300")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 255, "name": "b"}]}""", "ignored")]
    [InlineData("""{"classes": [{"value": 0, "name": "a", "color": "red"}, {"value": 1, "name": "b"}]}""", "red")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 1, "name": "a"}]}""", "two classes are called 'a'")]
    [InlineData("""{"classes": [{"value": 0, "name": "a", "colour": "#00ff00"}, {"value": 1, "name": "b"}]}""", "'colour', which means nothing")]
    [InlineData("""{"classes": [{"value": 0, "name": "a"}, {"value": 1, "name": "b"}], "ignore": [255]}""", "'ignore', which means nothing")]
    [InlineData("""{"classes": [{"name": "a"}, {"value": 1, "name": "b"}]}""", "an entry 'value' is missing at classes[0]")]
    [InlineData("""{"classes": [{"value": "no", "name": "a"}]}""", "of another kind than expected at classes[0].value, line 1")]
    [InlineData("water, land", "looks like")]
    public void What_is_no_table_is_refused_with_an_example(string text, string reason)
    {
        System.IO.File.WriteAllText(File, text);
        var message = Assert.Throws<InvalidDataException>(() => ClassTable.Load(File)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(File, message, StringComparison.Ordinal);
        Assert.DoesNotContain("Skylite", message, StringComparison.Ordinal);
    }
}
