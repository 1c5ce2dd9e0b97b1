namespace Skylite.Graphs.Onnx;

/// <summary>Reads one <c>StringStringEntryProto</c>.</summary>
internal static class EntryParser
{
    public static (string Key, string Value) Read(WireSlice slice)
    {
        var (key, value) = (string.Empty, string.Empty);
        var reader = slice.Open();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OnnxFields.Entry.Key:
                    key = reader.Text();
                    break;
                case OnnxFields.Entry.Value:
                    value = reader.Text();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (key, value);
    }
}
