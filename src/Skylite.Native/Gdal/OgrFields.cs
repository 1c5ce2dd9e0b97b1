namespace Skylite.Native.Gdal;

/// <summary>Values of features from and to .NET.</summary>
internal static unsafe class OgrFields
{
    public static void Set(nint feature, int field, object value)
    {
        var ogr = GdalLibrary.Vectors;
        switch (value)
        {
            case int number:
                ogr.SetInteger(feature, field, number);
                break;
            case double number:
                ogr.SetDouble(feature, field, number);
                break;
            case string words:
                using (var text = new NativeText(words))
                {
                    ogr.SetText(feature, field, text.First);
                }

                break;
            default:
                throw new ArgumentException($"A field takes int, double or string, not {value.GetType().Name}.", nameof(value));
        }
    }

    public static object Get(nint feature, int field, GdalFieldType type)
    {
        var ogr = GdalLibrary.Vectors;
        return type switch
        {
            GdalFieldType.Integer => ogr.GetInteger(feature, field),
            GdalFieldType.Real => ogr.GetDouble(feature, field),
            _ => NativeText.Read(ogr.GetText(feature, field)),
        };
    }

    public static IReadOnlyList<GdalField> Read(nint layer)
    {
        var ogr = GdalLibrary.Vectors;
        var definition = ogr.GetLayerDefinition(layer);
        var fields = new GdalField[ogr.GetFieldCount(definition)];
        for (var i = 0; i < fields.Length; i++)
        {
            var field = ogr.GetFieldDefinition(definition, i);
            fields[i] = new GdalField(NativeText.Read(ogr.GetFieldName(field)), ogr.GetFieldType(field) switch
            {
                0 => GdalFieldType.Integer,
                2 => GdalFieldType.Real,
                _ => GdalFieldType.Text,
            });
        }

        return fields;
    }
}
